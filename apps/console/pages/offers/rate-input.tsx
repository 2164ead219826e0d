import { InputNumber } from "antd";
import { useText } from "../../text.ts";

interface RateProps {
  /** Percent taken off. */
  readonly value?: number | null;
  onChange?(percent: number | null): void;
  readonly id?: string;
  readonly label?: string;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A discount as it is said: in Chinese what is left of ten (8 折), in English what goes (20 %). */
export function RateInput({ value, onChange, id, label }: RateProps) {
  const { t, lang } = useText();
  const left = lang === "zh";
  const shown = value === null || value === undefined
    ? null
    : left
      ? round((100 - value) / 10)
      : value;
  return (
    <InputNumber
      {...(id ? { id } : {})}
      {...(label ? { "aria-label": label } : {})}
      className="c-amount"
      suffix={t("offer.rateSuffix")}
      min={0}
      max={left ? 9.99 : 100}
      step={left ? 0.5 : 5}
      controls={false}
      inputMode="decimal"
      value={shown}
      onChange={(next) => onChange?.(next === null ? null : left ? round(100 - next * 10) : next)}
    />
  );
}
