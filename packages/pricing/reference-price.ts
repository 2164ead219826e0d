// A crossed-out price must have been asked for. Sources, to be confirmed by counsel before use:
// China: 规范促销行为暂行规定 (2020, 国家市场监督管理总局令第 32 号) art. 18–19 and
// 明码标价和禁止价格欺诈规定 (2022, 令第 56 号) art. 16–17: a discount is from the lowest price of the
// same place in the seven days before the promotion. European Union: directive 98/6/EC art. 6a as
// made by 2019/2161 (Omnibus): the lowest price of the thirty days before the reduction.
import type { Minor } from "./model.ts";

export type Jurisdiction = "CN" | "EU" | "other";

interface PriceRule {
  readonly days: number;
  readonly source: string;
}

/** What holds in each; `other`: no rule is known here, and nothing is asserted. */
export const referencePriceRules: Readonly<Record<Jurisdiction, PriceRule | null>> = {
  CN: { days: 7, source: "规范促销行为暂行规定 18–19; 明码标价和禁止价格欺诈规定 16–17" },
  EU: { days: 30, source: "98/6/EC art. 6a (2019/2161)" },
  other: null,
};

const euroCities =
  "Amsterdam Athens Berlin Bratislava Brussels Bucharest Budapest Busingen Copenhagen Dublin " +
  "Helsinki Lisbon Ljubljana Luxembourg Madrid Malta Mariehamn Paris Prague Riga Rome Sofia " +
  "Stockholm Tallinn Vienna Vilnius Warsaw Zagreb";
const otherEuroZones =
  "Asia/Nicosia Asia/Famagusta Atlantic/Azores Atlantic/Canary Atlantic/Madeira Africa/Ceuta";
const chinaZones = "Asia/Shanghai Asia/Urumqi Asia/Chongqing Asia/Harbin PRC";

const isIn = (names: string, name: string | undefined): boolean =>
  name !== undefined && names.split(" ").includes(name);

function isEuropean(timeZone: string): boolean {
  const [area, city] = timeZone.split("/");
  return (area === "Europe" && isIn(euroCities, city)) || isIn(otherEuroZones, timeZone);
}

/** Where a brand sells, as its clock and its money tell; a pure guess that an operator sees. */
export function jurisdictionOf(brand: {
  readonly timeZone: string;
  readonly currency: string;
}): Jurisdiction {
  if (brand.currency === "CNY" || isIn(chinaZones, brand.timeZone)) return "CN";
  return isEuropean(brand.timeZone) || brand.currency === "EUR" ? "EU" : "other";
}

/** A price that was asked from an instant on, until the next one of the same history. */
export interface PriceStep {
  readonly fromMs: number;
  readonly amountMinor: Minor;
}

export interface ReferencePrice {
  /** The highest price that may be crossed out; null: nothing is known, or no rule holds. */
  readonly allowedMinor: Minor | null;
  /** When the price that decides began, which may be before the window. */
  readonly sinceMs: number | null;
  /** The window looked at, half-open; null where no rule holds. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | null;
  readonly days: number | null;
  readonly source: string | null;
}

const dayMs = 86_400_000;

/**
 * The most that may be shown crossed out for a promotion that begins at `atMs`: the lowest price of
 * the window before it. `history` in any order; what was asked when the window began counts.
 */
export function referencePriceAllowed(
  history: readonly PriceStep[],
  atMs: number,
  jurisdiction: Jurisdiction,
): ReferencePrice {
  const rule = referencePriceRules[jurisdiction];
  if (!rule) return { allowedMinor: null, sinceMs: null, window: null, days: null, source: null };
  const window = { fromMs: atMs - rule.days * dayMs, toMs: atMs };
  const steps = [...history].sort((a, b) => a.fromMs - b.fromMs);
  const before = steps.filter((step) => step.fromMs <= window.fromMs).at(-1);
  const inside = steps.filter((step) => step.fromMs > window.fromMs && step.fromMs < atMs);
  let lowest: PriceStep | null = before ?? null;
  for (const step of inside) {
    if (!lowest || step.amountMinor < lowest.amountMinor) lowest = step;
  }
  return {
    allowedMinor: lowest?.amountMinor ?? null,
    sinceMs: lowest?.fromMs ?? null,
    window,
    ...rule,
  };
}
