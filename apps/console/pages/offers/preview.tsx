import { money, percentOff } from "#packages/ui/format.ts";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import { dayName } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { benefitInWords, ruleInWords, scopeInWords } from "./in-words.ts";
import { KindPicture } from "./kind-picture.tsx";
import { benefitOf, type OfferDraft, ruleBodyOf, toMinor } from "./offer-draft.ts";
import { needsVoucher, type RuleBody } from "./rule-draft.ts";
import { useSpeaker } from "./use-names.ts";
import { WorkedExample } from "./worked-example.tsx";

interface PreviewProps {
  readonly draft: OfferDraft;
  readonly currency: string;
}

/** What members see, the offer in one sentence, and an example: while it is being typed. */
export function OfferPreview({ draft, currency }: PreviewProps) {
  const { t } = useText();
  const rule = ruleBodyOf(draft, currency);
  const voucher = needsVoucher(draft);
  const plain = benefitOf(draft, currency) !== null;
  return (
    <>
      <h2>{t("offer.preview")}</h2>
      {plain ? (
        <Ticket draft={draft} currency={currency} />
      ) : (
        <Promise draft={draft} rule={rule} voucher={voucher} />
      )}
      {draft.kind === "unstated" ? null : (
        <>
          <h2>{t("offer.says")}</h2>
          <Says rule={rule} voucher={voucher} />
          <h2>{t("offer.example")}</h2>
          <WorkedExample rule={rule} voucher={voucher} />
        </>
      )}
    </>
  );
}

function Says({ rule, voucher }: { rule: RuleBody; voucher: boolean }) {
  return <p className="c-says">{ruleInWords(rule, voucher, useSpeaker(rule))}</p>;
}

interface PromiseProps {
  readonly draft: OfferDraft;
  readonly rule: RuleBody;
  readonly voucher: boolean;
}

/** A line in the cart, where an offer that applies by itself is read. */
function Promise({ draft, rule, voucher }: PromiseProps) {
  const { t, lang } = useText();
  const speaker = useSpeaker(rule);
  const title = (lang === "en" && draft.titleEn) || draft.title || t("ticket.untitled");
  return (
    <article className="c-promise">
      <KindPicture kind={draft.kind} />
      <div>
        <h3>{title}</h3>
        <p>{benefitInWords(rule.benefit, speaker)}</p>
        <small>
          {rule.benefit.kind === "bundle" ? null : `${scopeInWords(rule.scope, speaker)} · `}
          {voucher ? t("words.voucher") : t("words.automatic")}
        </small>
      </div>
    </article>
  );
}

function Ticket({ draft, currency }: PreviewProps) {
  const { t, lang } = useText();
  const { big, small } = usePromise(draft, currency);
  const amount = (minor: number) => money(minor, currency, lang);
  const threshold = toMinor(draft.threshold, currency);
  const benefit = benefitOf(draft, currency);
  const terms = [
    threshold ? t("ticket.threshold", { amount: amount(threshold) }) : t("ticket.noThreshold"),
  ];
  if (benefit?.kind === "percent_off" && benefit.capMinor) {
    terms.push(t("ticket.cap", { amount: amount(benefit.capMinor) }));
  }
  if (benefit && "label" in benefit && benefit.label) terms.unshift(benefit.label);
  if (benefit?.kind === "exchange" && benefit.payMinor > 0) {
    terms.push(t("ticket.pay", { amount: amount(benefit.payMinor) }));
  }
  const title = (lang === "en" && draft.titleEn) || draft.title || t("ticket.untitled");
  return (
    <VoucherTicket
      big={big}
      small={small}
      title={title}
      terms={terms}
      note={<Note draft={draft} />}
      action={<span className="c-ticket-action">{t("ticket.claim")}</span>}
    />
  );
}

function Note({ draft }: { draft: OfferDraft }) {
  const { t, lang } = useText();
  const { fromDay, toDay, totalStock } = draft;
  const valid =
    draft.validBy === "days"
      ? t("ticket.days", { days: draft.days ?? 30 })
      : fromDay && toDay
        ? t("ticket.fixed", { from: dayName(fromDay, lang), to: dayName(toDay, lang) })
        : "";
  return (
    <>
      <span>{valid}</span>
      {totalStock ? <span> · {t("ticket.left", { count: totalStock })}</span> : null}
    </>
  );
}

function usePromise(draft: OfferDraft, currency: string): { big: string; small: string } {
  const { t, lang } = useText();
  const benefit = benefitOf(draft, currency);
  switch (benefit?.kind) {
    case "amount_off":
      return { big: money(benefit.amountMinor, currency, lang), small: t("ticket.amount") };
    case "percent_off":
      return { big: percentOff(benefit.bps, lang), small: t("ticket.percent") };
    case "exchange":
      return { big: t("ticket.exchangeBig"), small: t("ticket.exchange") };
    default:
      return { big: t("ticket.giftBig"), small: t("ticket.gift") };
  }
}
