import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { day, dayAndClock, money } from "#packages/ui/format.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useShop } from "../shop.ts";
import type { Lot } from "./answers.ts";
import { useText } from "./words.ts";

const most = 50;

/** Top-ups and gift cards with what is left of each; what can be refunded says so. */
export function Lots({ onChanged }: { onChanged(): void }) {
  const { api, brand } = useShop();
  const { t } = useText();
  const [chosen, setChosen] = useState<Lot>();
  const path = { brand: brand.key };
  const lots = useLoad("lots", () =>
    api.call("listMyStoredLots", { path, query: { limit: most } }));
  if (lots.problem) return <Notice {...lots.problem} />;
  if (!lots.data?.items.length) return null;
  return (
    <Card title={t("lots.title")}>
      <ul className="stored-list">
        {lots.data.items.map((lot) => (
          <Row key={lot.lotId} lot={lot} onRefund={() => setChosen(lot)} />
        ))}
      </ul>
      {chosen ? (
        <RefundSheet lot={chosen} onClose={() => setChosen(undefined)} onChanged={onChanged} />
      ) : null}
    </Card>
  );
}

function Row({ lot, onRefund }: { lot: Lot; onRefund(): void }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const say = (minor: number) => money(minor, brand.currency, lang);
  const { source, principalMinor, bonusMinor, refundedMinor } = lot;
  const card = source === "gift_card";
  const title = card
    ? t("lots.giftCard", { amount: say(principalMinor + bonusMinor) })
    : t("lots.topUp", { amount: say(principalMinor) });
  const said = [
    day(lot.madeAt, brand.timeZone, lang, now()),
    ...(bonusMinor > 0 && !card ? [t("lots.bonus", { amount: say(bonusMinor) })] : []),
    t("lots.left", { amount: say(lot.leftMinor) }),
    ...(refundedMinor > 0 ? [t("lots.refunded", { amount: say(refundedMinor) })] : []),
  ];
  return (
    <li>
      <span>
        <strong>{title}</strong>
        <small>{said.join(" · ")}</small>
      </span>
      {lot.refundable ? (
        <Button look="plain" onClick={onRefund}>{t("lots.refund")}</Button>
      ) : null}
    </li>
  );
}

interface SheetProps {
  lot: Lot;
  onClose(): void;
  onChanged(): void;
}

/** What comes back and what lapses, before it is confirmed. */
function RefundSheet({ lot, onClose, onChanged }: SheetProps) {
  const { api, brand, now } = useShop();
  const { t, lang } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const say = (minor: number) => money(minor, brand.currency, lang);
  const until = dayAndClock(lot.withdrawableUntil, brand.timeZone, lang, now());

  async function refund(): Promise<void> {
    setBusy(true);
    try {
      await api.call("refundMyTopUp", {
        path: { brand: brand.key, lotId: lot.lotId },
        body: { expectedMinor: lot.refundMinor },
      });
      toast(t("lots.sent"), "good");
      onChanged();
      onClose();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  }

  return (
    <Sheet title={t("lots.refundTitle")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="stored-sheet">
        <dl className="facts">
          <dt>{t("lots.back")}</dt>
          <dd>{say(lot.refundMinor)}</dd>
          <dt>{t("lots.lapses")}</dt>
          <dd>{say(lot.lapsesMinor)}</dd>
        </dl>
        {lot.withdrawableUntil > now() ? (
          <p className="quiet">{t("lots.until", { time: until })}</p>
        ) : null}
        <p className="quiet">{t("lots.refundNote")}</p>
        {problem ? <Notice {...problem} /> : null}
        <Button wide data-first busy={busy} onClick={() => void refund()}>
          {t("lots.confirm", { amount: say(lot.refundMinor) })}
        </Button>
      </div>
    </Sheet>
  );
}
