import { InputNumber } from "antd";
import { currencyDigits } from "#packages/ui/format.ts";

interface AmountProps {
  readonly currency: string;
  readonly value?: number | null;
  onChange?(value: number | null): void;
  readonly id?: string;
  readonly placeholder?: string;
  /** For readers of the screen where no label stands beside. */
  readonly label?: string;
}

/** An amount in major units, as people type it. */
export function AmountInput({ currency, id, value, onChange, placeholder, label }: AmountProps) {
  const digits = currencyDigits(currency);
  return (
    <InputNumber
      {...(id ? { id } : {})}
      {...(label ? { "aria-label": label } : {})}
      className="c-amount"
      suffix={currency}
      min={0}
      max={1e9}
      precision={digits}
      controls={false}
      inputMode={digits > 0 ? "decimal" : "numeric"}
      value={value ?? null}
      placeholder={placeholder ?? ""}
      onChange={(next) => onChange?.(next)}
    />
  );
}
