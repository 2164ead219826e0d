import { useState, type ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { day, lastDay, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Preview } from "./api.ts";
import { billView } from "./bill.ts";
import { BillPart } from "./bill-part.tsx";
import { useCounter, useOnline } from "./counter.ts";
import { conditionsOf, promiseOf } from "./promise.ts";
import { RefusalBlock } from "./result-screen.tsx";
import { useText } from "./text.ts";
import type { Flow } from "./use-flow.ts";

interface PreviewScreenProps {
  flow: Flow;
  preview: Preview;
  /** Seen without a line: confirmed without one. */
  statement?: string | undefined;
}

/** What, for whom, until when, how often; and then one button, or the reason why not. */
export function PreviewScreen({ flow, preview, statement }: PreviewScreenProps) {
  const { t } = useText();
  const { allowed, refusal } = preview;
  const withBill = allowed && (preview.needsBill || preview.asksBill);
  return (
    <div className="app desk">
      <header className="desk-head">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("kit.back")}
          onClick={flow.toScan}
        >
          <Icon name="back" size={26} />
        </button>
        <h1>{titleOf(preview, statement !== undefined, t)}</h1>
      </header>
      {withBill ? <WithBill flow={flow} preview={preview} statement={statement} /> : null}
      {allowed && !withBill ? (
        <>
          <main className="desk-body">
            <RightCard preview={preview} />
          </main>
          <Acts
            anyway={statement !== undefined}
            onConfirm={() => flow.commit(preview, null, statement)}
          >
            {confirmOf(preview, t)}
          </Acts>
        </>
      ) : null}
      {refusal && !allowed ? (
        <>
          <main className="desk-body">
            <RefusalBlock refusal={refusal} />
            <RightCard preview={preview} faded />
          </main>
          <footer className="desk-acts">
            <Button wide className="big" onClick={flow.toScan}>{t("again.scan")}</Button>
          </footer>
        </>
      ) : null}
    </div>
  );
}

type T = ReturnType<typeof useText>["t"];

function titleOf({ allowed, right }: Preview, offline: boolean, t: T): string {
  if (offline) return t("offline.preview");
  if (!allowed) return t("preview.refused");
  if (right.kind === "pickup" || right.kind === "stamps") return t(`preview.${right.kind}`);
  return t("preview.title");
}

/** What is done, in the words of its kind. */
function confirmOf({ right: { kind } }: Preview, t: T): string {
  const own = kind === "pickup" || kind === "stamps" || kind === "entitlement";
  return own ? t(`preview.${kind}Do`) : t("preview.confirm");
}

function WithBill({ flow, preview, statement }: PreviewScreenProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const [typed, setTyped] = useState("");
  const view = billView(typed, preview.right.benefit, staff.currency);
  const empty = typed.trim() === "" && preview.asksBill && !preview.needsBill;
  const ready = empty || (view.billMinor !== null && view.missingMinor === 0);
  const payable = view.payableMinor;
  return (
    <>
      <main className="desk-body">
        <RightCard preview={preview} small />
        <BillPart preview={preview} typed={typed} view={view} onChange={setTyped} />
      </main>
      <Acts
        disabled={!ready}
        anyway={statement !== undefined}
        onConfirm={() => flow.commit(preview, view.billMinor, statement)}
      >
        {empty ? t("preview.withoutBill") : null}
        {!empty && payable !== null
          ? t("preview.confirmPay", { amount: money(payable, staff.currency, lang) })
          : null}
        {!empty && payable === null ? t("preview.confirm") : null}
      </Acts>
    </>
  );
}

interface ActsProps {
  disabled?: boolean;
  /** True: it needs no line. */
  anyway?: boolean;
  onConfirm(): void;
  children: ReactNode;
}

function Acts({ disabled = false, anyway = false, onConfirm, children }: ActsProps) {
  const { t } = useText();
  const online = useOnline() || anyway;
  return (
    <footer className="desk-acts">
      {online ? null : (
        <p className="desk-note" role="alert">
          <Icon name="offline" /> {t("net.offline")}
        </p>
      )}
      <Button wide className="big huge" disabled={disabled || !online} onClick={onConfirm}>
        {children}
      </Button>
    </footer>
  );
}

interface RightCardProps {
  preview: Preview;
  small?: boolean;
  faded?: boolean;
}

function RightCard({ preview, small, faded }: RightCardProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { right, member } = preview;
  const pledge = promiseOf(right.benefit, staff.currency);
  const conditions = conditionsOf(right.benefit, staff.currency);
  const who = member ? [member.nameMasked, member.masked].filter(Boolean).join(" ") : null;
  const size = small ? "right-small" : "";
  return (
    <article className={`right ${size} ${faded ? "right-faded" : ""}`}>
      <header className={`right-head ${pledge.big.length > 6 ? "right-long" : ""}`}>
        <span className="right-pledge">
          <strong>{pledge.big}</strong>
          <span>{pledge.small}</span>
        </span>
        <h2>{inLang(lang, right.title, right.titleEn)}</h2>
      </header>
      <dl className="facts">
        <Fact name={t("preview.for")}>
          {who ?? t(preview.prepareToken ? "preview.bearer" : "offline.whoever")}
        </Fact>
        {right.kind !== "voucher" && right.description ? (
          <Fact name={t("preview.what")}>
            {inLang(lang, right.description, right.descriptionEn)}
          </Fact>
        ) : null}
        {right.kind === "stamps" ? null : (
          <Fact name={t("preview.valid")}><Validity preview={preview} /></Fact>
        )}
        {preview.usesTotal > 1 ? (
          <Fact name={t("preview.uses")}>
            {t("preview.usesOf", { left: preview.usesLeft, total: preview.usesTotal })}
          </Fact>
        ) : null}
        {conditions.length > 0 ? (
          <Fact name={t("preview.threshold")}>{conditions.join(" · ")}</Fact>
        ) : null}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Validity({ preview }: { preview: Preview }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { validFrom, validUntil } = preview;
  const now = Date.now();
  const until = lastDay(validUntil, staff.timeZone, lang, now);
  if (validFrom <= now) return t("preview.until", { day: until });
  return t("preview.window", { from: day(validFrom, staff.timeZone, lang, now), until });
}
