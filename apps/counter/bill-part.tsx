import { useId } from "react";
import { currencyExponent } from "#packages/money/index.ts";
import { money } from "#packages/ui/format.ts";
import type { Preview } from "./api.ts";
import type { BillView } from "./bill.ts";
import { useCounter } from "./counter.ts";
import { NumberPad } from "./number-pad.tsx";
import { amountAfter } from "./pad-text.ts";
import { useText } from "./text.ts";

interface BillPartProps {
  preview: Preview;
  typed: string;
  view: BillView;
  onChange(typed: string): void;
}

/** The bill's total, and what it makes of the discount while it is typed. */
export function BillPart({ preview, typed, view, onChange }: BillPartProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const id = useId();
  const decimals = currencyExponent(staff.currency);
  const symbol = money(0, staff.currency, lang).replace("0", "").trim();
  const bad = view.unread || view.missingMinor > 0;
  return (
    <section className="bill">
      <div className={`bill-line ${bad ? "bill-bad" : ""}`}>
        <label htmlFor={id}>{t("bill.title")}</label>
        <span className="bill-amount">
          <span aria-hidden="true">{symbol}</span>
          <input
            id={id}
            inputMode="none"
            autoComplete="off"
            placeholder="0"
            value={typed}
            aria-invalid={bad ? true : undefined}
            aria-describedby={`${id}-note`}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
        <p id={`${id}-note`} className="bill-note" aria-live="polite">
          <BillNote preview={preview} view={view} />
        </p>
      </div>
      <NumberPad
        label={t("pad.amount")}
        corner={decimals === 0 ? "00" : "."}
        onKey={(key) => onChange(amountAfter(typed, key, decimals))}
      />
    </section>
  );
}

function BillNote({ preview, view }: { preview: Preview; view: BillView }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, staff.currency, lang);
  if (view.unread) return t("bill.unread");
  if (view.missingMinor > 0) return t("bill.missing", { amount: amount(view.missingMinor) });
  if (view.billMinor === null) return preview.needsBill ? t("bill.hint") : t("bill.optional");
  return (
    <>
      {view.discountMinor === null ? null : (
        <span>{t("bill.discount")} <strong>−{amount(view.discountMinor)}</strong></span>
      )}
      {view.payableMinor === null ? null : (
        <span>{t("bill.payable")} <strong>{amount(view.payableMinor)}</strong></span>
      )}
    </>
  );
}
