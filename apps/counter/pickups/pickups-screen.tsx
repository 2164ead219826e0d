import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { Tabs } from "#packages/ui/tabs.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { useClock } from "#packages/ui/use-clock.ts";
import { phoneNow, useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";
import { PickupSheet } from "./pickup-sheet.tsx";
import { type Pickup, type PickupState, usePickups } from "./use-pickups.ts";
import { ageText, goodsText } from "./words.ts";

/** What waits at this store, oldest first; it looks again by itself. */
export function PickupsScreen({ onScan }: { onScan(): void }) {
  const { t } = useText();
  const [state, setState] = useState<PickupState>("waiting");
  const board = usePickups(state);
  const [openId, setOpenId] = useState<string>();
  const open = board.items?.find((one) => one.orderId === openId);
  const tabs = (["waiting", "collected"] as const).map((key) => {
    const count = key === state && board.items ? { count: board.items.length } : {};
    return { key, label: t(`pickups.${key}`), ...count };
  });
  return (
    <div className="page pickups">
      <div className="page-head">
        <h1>{t("pickups.title")}</h1>
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("pickups.refresh")}
          onClick={board.reload}
        >
          <Glyph name="again" />
        </button>
      </div>
      <Tabs<PickupState>
        label={t("pickups.title")}
        tabs={tabs}
        chosen={state}
        onChoose={setState}
      >
        {board.problem ? <Notice {...board.problem} /> : null}
        {!board.items && !board.problem ? <Skeleton label={t("kit.loading")} /> : null}
        {board.items?.length === 0 ? <Nothing state={state} /> : null}
        <ul className="pickup-list">
          {board.items?.map((one) => (
            <li key={one.orderId}>
              <PickupCard
                pickup={one}
                onOpen={() => setOpenId(one.orderId)}
                onChange={board.reload}
              />
            </li>
          ))}
        </ul>
        {board.more ? (
          <Button wide look="plain" onClick={board.more}>{t("pickups.more")}</Button>
        ) : null}
      </Tabs>
      {open ? (
        <PickupSheet
          pickup={open}
          onScan={onScan}
          onChange={board.reload}
          onClose={() => setOpenId(undefined)}
        />
      ) : null}
    </div>
  );
}

function Nothing({ state }: { state: PickupState }) {
  const { t } = useText();
  if (state === "collected") return <Empty icon="check" title={t("pickups.noneCollected")} />;
  return <Empty icon="cart" title={t("pickups.none")} next={t("pickups.noneNext")} />;
}

interface PickupCardProps {
  pickup: Pickup;
  onOpen(): void;
  onChange(): void;
}

function PickupCard({ pickup, onOpen, onChange }: PickupCardProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const now = useClock(phoneNow);
  const { collectedAt, overdueAt, readyAt } = pickup;
  const age = collectedAt
    ? dayAndClock(collectedAt, staff.timeZone, lang, now)
    : ageText(pickup.paidAt ?? pickup.placedAt, now);
  const tone = collectedAt ? "" : overdueAt ? "pickup-overdue" : readyAt ? "pickup-ready" : "";
  return (
    <article className={`pickup ${tone}`}>
      <button type="button" className="pickup-head" onClick={onOpen}>
        <span className="pickup-number">
          <small>{t("pickups.last4")}</small>
          <strong>{pickup.number.slice(-4)}</strong>
        </span>
        <span className="pickup-words">
          <strong>{goodsText(pickup.goods)}</strong>
          <small>{[pickup.memberMasked, age].filter(Boolean).join(" · ")}</small>
          <small><PickupMark pickup={pickup} /></small>
        </span>
      </button>
      {collectedAt || readyAt ? null : <PackButton pickup={pickup} onPacked={onChange} />}
    </article>
  );
}

function PickupMark({ pickup }: { pickup: Pickup }) {
  const { t } = useText();
  if (pickup.collectedAt) return null;
  if (pickup.overdueAt) return <b className="pickup-bad">{t("pickups.overdue")}</b>;
  const ready = pickup.readyAt !== null;
  return (
    <>
      <b className={ready ? "pickup-good" : "pickup-todo"}>
        {t(ready ? "pickups.ready" : "pickups.toPack")}
      </b>
      {pickup.remindedAt ? ` · ${t("pickups.reminded")}` : null}
    </>
  );
}

function PackButton({ pickup, onPacked }: { pickup: Pickup; onPacked(): void }) {
  const { api, brand } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  async function pack(): Promise<void> {
    setBusy(true);
    try {
      const path = { brand: brand.key, orderId: pickup.orderId };
      await api.call("markPickupReady", { path });
      toast(t("pickups.packed"), "good");
    } catch (thrown) {
      const { title, next } = asProblem(thrown);
      toast(`${title} ${next}`, "bad");
    }
    setBusy(false);
    onPacked();
  }
  return (
    <Button look="soft" busy={busy} onClick={() => void pack()}>{t("pickups.pack")}</Button>
  );
}
