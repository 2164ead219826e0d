import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Spinner } from "#packages/ui/feedback.tsx";
import { clock, dayAndClock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import type { Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import type { Redemption, Refusal } from "./api.ts";
import { phoneNow, useCounter } from "./counter.ts";
import { Glyph } from "./glyph.tsx";
import { useText } from "./text.ts";
import { UndoSheet } from "./undo-sheet.tsx";
import type { Flow, ResultStep } from "./use-flow.ts";
import type { Retries } from "./use-retries.ts";
import { Verdict } from "./verdict.tsx";

export function WaitScreen({ text }: { text: string }) {
  return (
    <div className="app desk">
      <main className="wait" role="status">
        <Spinner />
        <p>{text}</p>
      </main>
    </div>
  );
}

/** What stopped it before there was anything to show. */
export function ProblemScreen({ flow, problem }: { flow: Flow; problem: Problem }) {
  const { t } = useText();
  const lost = problem.status === 0;
  return (
    <Verdict
      tone={lost ? "wait" : "bad"}
      title={problem.title}
      text={problem.next}
      acts={
        <>
          <Button wide className="big" onClick={flow.toScan}>{t("again.scan")}</Button>
          <Button wide look="plain" className="big" onClick={flow.toType}>
            <Glyph name="keys" /> {t("scan.number")}
          </Button>
        </>
      }
    >
      <FirstTime refusal={problem} />
    </Verdict>
  );
}

interface ResultScreenProps {
  flow: Flow;
  step: ResultStep;
  retries: Retries;
}

/** Understood by colour, shape, sound and vibration, before anything is read. */
export function ResultScreen({ flow, step, retries }: ResultScreenProps) {
  const { t } = useText();
  const settled = retries.news.find((one) => one.entry.key === step.key)?.outcome;
  const outcome = settled ?? step.outcome;
  const next = (
    <Button wide className="big huge" onClick={() => leave()}>{t("result.next")}</Button>
  );

  function leave(): void {
    retries.read(step.key);
    flow.toScan();
  }

  if (outcome.kind === "done") {
    return <Done redemption={outcome.redemption} step={step} onNext={leave} />;
  }
  if (outcome.kind === "refused") {
    const { problem } = outcome;
    return (
      <Verdict tone="bad" title={t("result.refused")} text="" acts={next}>
        <RefusalBlock refusal={problem} />
      </Verdict>
    );
  }
  const retry = (
    <>
      <Button wide className="big huge" busy={retries.trying} onClick={retries.retry}>
        {retries.trying ? t("result.trying") : t("result.retry")}
      </Button>
      <Button wide look="plain" className="big" onClick={leave}>{t("result.next")}</Button>
    </>
  );
  return (
    <Verdict
      tone="wait"
      title={t("result.unconfirmed")}
      text={t("result.unconfirmedText")}
      acts={retry}
    >
      <p className="verdict-strong">{t("result.unconfirmedNow")}</p>
    </Verdict>
  );
}

interface DoneProps {
  redemption: Redemption;
  step: ResultStep;
  onNext(): void;
}

function Done({ redemption, step, onNext }: DoneProps) {
  const { api, staff } = useCounter();
  const { t, lang } = useText();
  const [undoing, setUndoing] = useState(false);
  const { right, member, usesLeft } = step.preview;
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const { payableMinor, discountMinor, at } = redemption;
  const acts = (
    <>
      <Button wide className="big huge" onClick={onNext}>{t("result.next")}</Button>
      <UndoButton redemption={redemption} onUndo={() => setUndoing(true)} />
    </>
  );
  return (
    <Verdict
      tone="good"
      title={doneTitle(right.kind, t)}
      text={inLang(lang, right.title, right.titleEn)}
      acts={acts}
    >
      {payableMinor === null ? null : (
        <p className="verdict-figure">
          <span>{t("result.payable")}</span>
          <strong>{amount(payableMinor)}</strong>
        </p>
      )}
      {right.benefit.label && right.kind === "voucher" ? (
        <p className="verdict-figure">
          <span>{t("preview.hand")}</span>
          <strong className="verdict-words">{right.benefit.label}</strong>
        </p>
      ) : null}
      <p className="verdict-facts">
        {discountMinor === null ? null : (
          <span>{t("result.discount")} −{amount(discountMinor)}</span>
        )}
        {discountMinor === null && step.preview.asksBill ? (
          <span>{t("result.discountUnknown")}</span>
        ) : null}
        {member ? <span>{member.masked}</span> : null}
        <span>{clock(at, staff.timeZone)}</span>
        {usesLeft > 1 ? <span>{t("result.left", { count: usesLeft - 1 })}</span> : null}
      </p>
      {undoing ? (
        <UndoSheet
          undo={(reason) => api.undo(redemption.redemptionId, reason)}
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

function doneTitle(kind: string, t: ReturnType<typeof useText>["t"]): string {
  if (kind === "pickup" || kind === "stamps") return t(`result.${kind}`);
  return t("result.done");
}

function UndoButton({ redemption, onUndo }: { redemption: Redemption; onUndo(): void }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const now = useClock(phoneNow);
  const until = redemption.undoUntil;
  if (until === null || until <= now) return null;
  const soon = until - now < 12 * 3_600_000;
  const time = soon ? clock(until, staff.timeZone) : dayAndClock(until, staff.timeZone, lang, now);
  return (
    <button type="button" className="verdict-undo" onClick={onUndo}>
      <Glyph name="undo" size={20} />
      <span>
        {t("result.undo")}
        <small>{t("result.undoUntil", { time })}</small>
      </span>
    </button>
  );
}

/** The reason, what to do next, and for a used right when and where it was used. */
export function RefusalBlock({ refusal }: { refusal: Refusal }) {
  return (
    <section className="refusal" role="alert">
      <span className="refusal-mark" aria-hidden="true" />
      <h2>{refusal.title}</h2>
      <p>{refusal.next}</p>
      <FirstTime refusal={refusal} />
    </section>
  );
}

function FirstTime({ refusal }: { refusal: Refusal }) {
  const { t } = useText();
  const { when, where } = refusal.params;
  if (typeof when !== "string" || typeof where !== "string") return null;
  if (refusal.title.includes(when)) return null; // the title says it already
  return <p className="refusal-first">{t("result.first", { when, where })}</p>;
}
