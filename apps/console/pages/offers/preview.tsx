import { money, percentOff } from "#packages/ui/format.ts";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import { dayName } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { benefitOf, type OfferDraft, toMinor } from "./offer-draft.ts";

/** The ticket as members will see it, while the form is being filled in. */
export function OfferPreview({ draft, currency }: { draft: OfferDraft; currency: string }) {
  const { t, lang } = useText();
  const { big, small } = usePromise(draft, currency);
  const amount = (minor: number) => money(minor, currency, lang);
  const threshold = toMinor(draft.threshold, currency);
  const benefit = benefitOf(draft, currency);
  const terms = [
    threshold ? t("ticket.threshold", { amount: amount(threshold) }) : t("ticket.noThreshold"),
  ];
  if (benefit.kind === "percent_off" && benefit.capMinor) {
    terms.push(t("ticket.cap", { amount: amount(benefit.capMinor) }));
  }
  if ("label" in benefit && benefit.label) terms.unshift(benefit.label);
  if (benefit.kind === "exchange" && benefit.payMinor > 0) {
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
  switch (benefit.kind) {
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
