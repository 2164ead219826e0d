import { useEffect, useState } from "react";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import { money } from "#packages/ui/format.ts";
import { useText } from "../../text.ts";
import { toMinor } from "../offers/offer-draft.ts";
import type { NewBrand } from "./new-brand.ts";

/** The brand on a phone, as it is being made. */
export function BrandPreview({ plan }: { plan: NewBrand }) {
  const { t, lang } = useText();
  const logo = useObjectUrl(plan.logo);
  const minor = toMinor(plan.offerAmount, plan.currency) ?? 0;
  const threshold = toMinor(plan.offerThreshold, plan.currency);
  const amount = (value: number) => money(value, plan.currency, lang);
  const name = plan.name || t("wizard.name");
  return (
    <aside className="c-phone" aria-label={t("wizard.preview")}>
      <header>
        {logo ? (
          <img className="c-mark" src={logo} alt="" />
        ) : (
          <span className="c-mark c-mark-letter" aria-hidden="true">
            {[...name][0]}
          </span>
        )}
        <strong>{name}</strong>
      </header>
      <div className="c-phone-scene">{plan.storeName || t("wizard.previewStore")}</div>
      <VoucherTicket
        big={amount(minor)}
        small={t("ticket.amount")}
        title={plan.offerTitle || t("wizard.offerDefault")}
        terms={[
          threshold
            ? t("ticket.threshold", { amount: amount(threshold) })
            : t("ticket.noThreshold"),
        ]}
      />
      <span className="c-phone-button">{t("wizard.previewButton")}</span>
    </aside>
  );
}

export function useObjectUrl(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return setAddress(null);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
