import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

export interface Taken {
  readonly key: string;
  readonly amount: number;
}

/**
 * Returns exactly what was taken: undo, recall and expiry go the way back by this, in the order in
 * which it was taken. One statement, which locks row by row in that order.
 */
export async function giveBack(ctx: Context, taken: readonly Taken[]): Promise<void> {
  for (const { amount } of taken) {
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`giving back ${amount}`);
  }
  if (taken.length === 0) return;
  const { rows } = await sql<{ key: string }>`
    with given as (
      select t.key, t.amount, t.place from unnest(${taken.map((one) => one.key)}::text[],
        ${taken.map((one) => one.amount)}::bigint[]) with ordinality as t(key, amount, place)),
    locked as (
      select c.key from limits.counters c join given t on t.key = c.key
      where c.brand_id = ${ctx.brand.brandId} order by t.place for no key update of c)
    update limits.counters c set used = c.used - t.amount
    from given t join locked on locked.key = t.key
    where c.brand_id = ${ctx.brand.brandId} and c.key = t.key and c.used >= t.amount
    returning c.key`.execute(ctx.tx);
  // Not a refusal: whoever gives back more than was taken has a defect.
  const back = new Set(rows.map((row) => row.key));
  const lost = taken.find(({ key }) => !back.has(key));
  if (lost) throw new Error(`limit ${lost.key} was not used by ${lost.amount}`);
}

/**
 * What many took, as one way back: narrow counters before wide ones as they were taken, the one
 * that all took last, and by name among equals, so that nobody waits crosswise.
 */
export function together(takings: readonly (readonly Taken[])[]): Taken[] {
  const all = new Map<string, { amount: number; fromEnd: number }>();
  for (const taken of takings) {
    for (const [place, { key, amount }] of taken.entries()) {
      const fromEnd = taken.length - place;
      const known = all.get(key);
      if (!known) all.set(key, { amount, fromEnd });
      else Object.assign(known, {
        amount: known.amount + amount, fromEnd: Math.min(known.fromEnd, fromEnd),
      });
    }
  }
  return [...all]
    .sort(([a, one], [b, other]) => other.fromEnd - one.fromEnd || (a < b ? -1 : 1))
    .map(([key, { amount }]) => ({ key, amount }));
}
