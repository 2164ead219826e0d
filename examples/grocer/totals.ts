import type { History, SourceReach } from "./history.ts";

/** What the loop report must say; null: unknown. */
export interface Totals {
  readonly reached: number;
  readonly reachedMembers: number;
  readonly reachedRedeemed: number;
  readonly claims: number;
  readonly redemptions: number;
  readonly redeemers: number;
  readonly offersRedeemed: number;
  /** The files state no face value and no bill. */
  readonly discountMinor: number | null;
  readonly salesMinor: number | null;
}
export type TotalName = keyof Totals;

const countOf = (texts: readonly string[]): number => new Set(texts).size;

/** Nothing redeemed is a discount of 0; redeemed at an unknown face value is unknown. */
const amountOf = (redemptions: number) => (redemptions === 0 ? 0 : null);

/** Counts the files themselves, for all campaigns or for one. */
export function totalsOf(history: History, campaign?: string): Totals {
  const wanted = (row: { readonly campaign: string }) => !campaign || row.campaign === campaign;
  const reached = history.reached.filter(wanted);
  const redemptions = history.redemptions.filter(wanted);
  const pair = (row: SourceReach) => `${row.campaign}:${row.household}`;
  const pairs = new Set(reached.map(pair));
  return {
    reached: pairs.size,
    reachedMembers: countOf(reached.map((row) => row.household)),
    reachedRedeemed: countOf(redemptions.map(pair).filter((one) => pairs.has(one))),
    claims: redemptions.length,
    redemptions: redemptions.length,
    redeemers: countOf(redemptions.map((row) => row.household)),
    offersRedeemed: countOf(redemptions.map((row) => row.offer)),
    discountMinor: amountOf(redemptions.length),
    salesMinor: amountOf(redemptions.length),
  };
}

/** A household's uses of one coupon in one campaign on several days: real, so they stay. */
export function repeatedUses(history: History): { uses: number; households: number } {
  const groups = Map.groupBy(history.redemptions, (row) => `${row.household}|${row.offer}`);
  const repeated = [...groups.values()].filter((rows) => rows.length > 1);
  return {
    uses: repeated.length,
    households: countOf(repeated.map((rows) => rows[0]?.household ?? "")),
  };
}
