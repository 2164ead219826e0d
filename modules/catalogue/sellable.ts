import type { Handling } from "./tables.ts";

export type Origin = "own" | "joint" | "partner";

/** Who buys, where and by what way. A way that is not known is the brand's own. */
export interface Sale {
  readonly channelId?: string | null | undefined;
  readonly origin?: Origin | null | undefined;
  /** The store and the units above it, the narrowest first; none: no place is named. */
  readonly unitIds?: readonly string[] | undefined;
  readonly segments?: readonly string[] | undefined;
  /** Bought at the till of a store: what is done in the store only may be. */
  readonly atTill?: boolean | undefined;
}

export interface ChannelRule {
  readonly origin: Origin | null;
  readonly channelId: string | null;
}

/** What decides whether a product may be bought. */
export interface SaleTerms {
  readonly handling: Handling;
  readonly retired: boolean;
  readonly opensAt: Temporal.Instant | null;
  readonly closesAt: Temporal.Instant | null;
  readonly channels: readonly ChannelRule[];
  /** It has axes: one of its variants has to be named. */
  readonly hasAxes: boolean;
  /** Of the variant that is asked for; null: none is. */
  readonly variant: "sold" | "withdrawn" | "unknown" | null;
}

export const saleReasons = [
  "goods_retired", "goods_not_open", "goods_over", "goods_store_only", "goods_not_in_channel",
  "goods_variant_needed", "goods_variant_not_sold",
] as const;
export type SaleReason = (typeof saleReasons)[number];

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

/** Without rules it is sold everywhere. */
export function inChannels(rules: readonly ChannelRule[], sale: Sale): boolean {
  if (rules.length === 0) return true;
  const origin = sale.origin ?? "own";
  return rules.some((rule) =>
    rule.channelId ? rule.channelId === sale.channelId : rule.origin === origin);
}

export type Phase = "hidden" | "preview" | "open" | "past";

/** Half-open: open at 23:59:59.999 of the last day, past at the midnight after it. */
export function phaseAt(
  window: {
    readonly opensAt: Temporal.Instant | null;
    readonly closesAt: Temporal.Instant | null;
    readonly previewAt: Temporal.Instant | null;
  },
  at: Temporal.Instant,
): Phase {
  const { opensAt, closesAt, previewAt } = window;
  if (closesAt && !before(at, closesAt)) return "past";
  if (!opensAt || !before(at, opensAt)) return "open";
  return previewAt && !before(at, previewAt) ? "preview" : "hidden";
}

/** Why it may not be ordered in this way, or null where it may. */
export function whyNotSold(terms: SaleTerms, at: Temporal.Instant, sale: Sale): SaleReason | null {
  if (terms.retired) return "goods_retired";
  const phase = phaseAt({ ...terms, previewAt: null }, at);
  if (phase === "hidden") return "goods_not_open";
  if (phase === "past") return "goods_over";
  if (terms.handling === "store_only" && !sale.atTill) return "goods_store_only";
  if (!inChannels(terms.channels, sale)) return "goods_not_in_channel";
  if (terms.variant === null) return terms.hasAxes ? "goods_variant_needed" : null;
  return terms.variant === "sold" ? null : "goods_variant_not_sold";
}
