import { useState } from "react";
import {
  isNear, type Left, type Status, type Used, readAs, redemptionRecord, type RedemptionRecord,
} from "#packages/offline/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { clock, dayAndClock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import type { UndoReason } from "../api.ts";
import { phoneNow, useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { UndoSheet } from "../undo-sheet.tsx";
import { Verdict } from "../verdict.tsx";
import { canBeOffline } from "./device.ts";
import type { Offline } from "./use-offline.ts";
import { problemOfNo } from "./words.ts";

/** "12 more, up to ¥300 in all" */
export function CapsLine({ left }: { left: Left }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const value = money(left.valueLeftMinor, staff.currency, lang);
  const words = t("offline.left", { count: left.countLeft, value });
  return isNear(left) ? <strong>{t("offline.near")} {words}</strong> : <span>{words}</span>;
}

/** What the counter can do without a line, said while the line is down. */
export function OfflineWords({ status }: { status: Status | null }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  if (!status) return <>{t("net.offlineNext")}</>;
  if (status.no) return <>{problemOfNo(status.no).title}</>;
  const time = dayAndClock(status.until, staff.timeZone, lang, phoneNow());
  return (
    <>
      {t("offline.ready", { time })} {status.left ? <CapsLine left={status.left} /> : null}
    </>
  );
}

/** What is written down here and not yet sent; always in sight. */
export function OfflineBand({ offline, onOpen }: { offline: Offline; onOpen(): void }) {
  const { t } = useText();
  if (offline.waiting === 0) return null;
  return (
    <button type="button" className="band band-waiting" onClick={onOpen}>
      <Icon name="clock" size={22} />
      <span>
        <strong>{t("offline.waiting", { count: offline.waiting })}</strong>
        <small>{t("offline.waitingNext")}</small>
      </span>
      <Icon name="next" size={18} />
    </button>
  );
}

/** In the settings: turned on once, over a line; then what it may do. */
export function OfflineCard({ offline, onOpen }: { offline: Offline; onOpen(): void }) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const { status, device } = offline;

  async function enrol(): Promise<void> {
    setBusy(true);
    try {
      await offline.enrol();
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
    } finally {
      setBusy(false);
    }
  }
  if (!canBeOffline()) return null;
  return (
    <Card title={t("offline.title")}>
      {device ? (
        <>
          <p className="quiet"><OfflineWords status={status} /></p>
          <div className="settings-acts">
            <Button wide look="soft" onClick={onOpen}>{t("offline.records")}</Button>
          </div>
        </>
      ) : null}
      {!device || status?.no === "revoked_device" ? (
        <>
          <p className="quiet">{t("offline.about")}</p>
          <div className="settings-acts">
            <Button wide look="soft" busy={busy} onClick={() => void enrol()}>
              {t("offline.enrol")}
            </Button>
          </div>
        </>
      ) : null}
    </Card>
  );
}

interface RecordsSheetProps {
  offline: Offline;
  onClose(): void;
}

/** Every record of this phone with what became of it, newest first. */
export function RecordsSheet({ offline, onClose }: RecordsSheetProps) {
  const { t } = useText();
  const { status, sending, waiting } = offline;
  const records = [...(status?.records ?? [])].reverse();
  return (
    <Sheet title={t("offline.records")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="quiet">{t("offline.waitingNext")}</p>
      {records.length === 0 ? <p className="outbox-none">{t("offline.none")}</p> : null}
      <ul className="outbox">
        {records.map((one) => (
          <li key={one.sequence}>
            <RecordLine text={one.text} sequence={one.sequence} />
            <span className={one.outcome === null ? "setting-warn" : "quiet"}>
              {t(`offline.outcome.${one.outcome ?? "waiting"}`)}
            </span>
          </li>
        ))}
      </ul>
      {waiting > 0 ? (
        <Button wide className="big" busy={sending} onClick={() => void offline.sync()}>
          {t("offline.send")}
        </Button>
      ) : null}
    </Sheet>
  );
}

function RecordLine({ text, sequence }: { text: string; sequence: number }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const value = JSON.parse(text) as { at: number; undoes?: number };
  const used = readAs<RedemptionRecord>(redemptionRecord, value);
  const bill = used?.billMinor ?? null;
  const facts = [
    `#${sequence}`,
    clock(value.at, staff.timeZone),
    used ? t("offline.use") : t("offline.undo", { sequence: value.undoes ?? 0 }),
    bill === null ? null : money(bill, staff.currency, lang),
  ];
  return <strong>{facts.filter(Boolean).join(" · ")}</strong>;
}

interface OfflineDoneProps {
  offline: Offline;
  used: Used;
  onNext(): void;
}

/** It is done here and not yet sent: both are said. */
export function OfflineDone({ offline, used, onNext }: OfflineDoneProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const [undoing, setUndoing] = useState(false);
  const { terms } = used.seen;
  const amount = (minor: number) => money(minor, staff.currency, lang);

  async function undo(reason: UndoReason): Promise<void> {
    const input = { reason, staffId: staff.staffId };
    const done = await offline.device?.book.undo(used.sequence, input);
    if (done && !done.ok) throw problemOfNo(done.why);
    await offline.refresh();
    void offline.sync();
  }
  const acts = (
    <>
      <Button wide className="big huge" onClick={onNext}>{t("result.next")}</Button>
      <button type="button" className="verdict-undo" onClick={() => setUndoing(true)}>
        <span>{t("result.undo")}</span>
      </button>
    </>
  );
  const title = inLang(lang, terms.title, terms.titleEn);
  return (
    <Verdict tone="good" title={t("offline.done")} text={title} acts={acts}>
      {used.payableMinor === null ? null : (
        <p className="verdict-figure">
          <span>{t("result.payable")}</span>
          <strong>{amount(used.payableMinor)}</strong>
        </p>
      )}
      <p className="verdict-strong">{t("offline.doneNext")}</p>
      <p className="verdict-facts">
        <span>{clock(used.at, staff.timeZone)}</span>
        {used.left ? <CapsLine left={used.left} /> : null}
      </p>
      {undoing ? (
        <UndoSheet
          undo={undo}
          onClose={() => setUndoing(false)}
          onUndone={() => {
            toast(t("undo.done"), "good");
            onNext();
          }}
        />
      ) : null}
    </Verdict>
  );
}
