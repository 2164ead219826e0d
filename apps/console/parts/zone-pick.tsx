import { Select } from "antd";

interface PickProps {
  readonly label: string;
  readonly id?: string;
  readonly value?: string;
  onChange?(value: string): void;
}

const usual = ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "Europe/Berlin"];
const currencies = ["CNY", "HKD", "TWD", "SGD", "JPY", "USD", "EUR", "GBP", "MYR", "THB", "AUD"];

/** Zones this browser knows; where it tells none, the usual ones. */
function zones(): readonly string[] {
  const intl = Intl as unknown as { supportedValuesOf?(key: "timeZone"): string[] };
  const known = intl.supportedValuesOf?.("timeZone") ?? [];
  return [...new Set([...usual, ...known])];
}

export function ZonePick({ label, ...given }: PickProps) {
  return <Pick label={label} given={given} values={zones()} />;
}

export function CurrencyPick({ label, ...given }: PickProps) {
  return <Pick label={label} given={given} values={currencies} />;
}

interface PickOfProps {
  readonly label: string;
  readonly given: Omit<PickProps, "label">;
  readonly values: readonly string[];
}

function Pick({ label, given, values }: PickOfProps) {
  return (
    <Select
      {...given}
      aria-label={label}
      showSearch
      options={values.map((value) => ({ value, label: value }))}
    />
  );
}
