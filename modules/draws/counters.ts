import { asksOf, type LimitSubject, type Take, usedOf } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import type { Given } from "./outcome.ts";
import type { DrawsTable } from "./tables.ts";
import { type PrizeTerms, ruleOf } from "./terms.ts";

const prizeKey = (drawId: string, no: number): string => `draw:${drawId}:prize:${no}`;
const moneyKey = (drawId: string, no: number): string => `draw:${drawId}:money:${no}`;
const unlimited = 1_000_000_000_000;

/** What one play takes from the declared limits. */
export function playTakes(
  play: Pick<Context, "brand" | "now">,
  draw: Pick<DrawsTable, "draw_id" | "limits">,
  subject: LimitSubject,
): Take[] {
  const scope = `draw:${draw.draw_id}:play`;
  const takes = asksOf(play, { scope, rules: draw.limits.map(ruleOf) }, subject, null);
  // What all share is refused in the draw's own words: it has no wait-list to point to.
  return takes.map((one) =>
    one.params?.of === "all" ? { ...one, code: "draw_total_limit" } : one);
}

/** What winning a prize takes: a piece, and of a random red packet its amount. */
export function winTakes(
  drawId: string,
  { no, prize, amountMinor }: { no: number; prize: PrizeTerms; amountMinor: number | null },
): Take[] {
  const piece = { key: prizeKey(drawId, no), cap: prize.pieces ?? unlimited, amount: 1 };
  if (prize.kind !== "money" || prize.money.kind !== "random" || amountMinor === null) {
    return [piece];
  }
  const { totalMinor } = prize.money;
  return [piece, { key: moneyKey(drawId, no), cap: totalMinor, amount: amountMinor }];
}

/** What was won of each prize. Exact for who holds the draw's row: every win is behind it. */
export async function givenOf(
  ctx: Context,
  draws: readonly Pick<DrawsTable, "draw_id" | "prizes">[],
): Promise<Map<string, Given[]>> {
  const keys = draws.flatMap(({ draw_id: id, prizes }) =>
    prizes.flatMap((_prize, place) => [prizeKey(id, place + 1), moneyKey(id, place + 1)]));
  const used = await usedOf(ctx, keys);
  return new Map(draws.map(({ draw_id: id, prizes }) => {
    const given = prizes.map((_prize, place) => ({
      pieces: used.get(prizeKey(id, place + 1)) ?? 0,
      moneyMinor: used.get(moneyKey(id, place + 1)) ?? 0,
    }));
    return [id, given];
  }));
}

export interface Tries {
  /** Null: no limit of this member's own. */
  readonly left: number | null;
  /** When a try comes back; null: never, or not needed. */
  readonly againAt: number | null;
}

type Asker = Pick<Context, "brand" | "now">;

interface TriesOf {
  readonly asker: Asker;
  readonly draw: Pick<DrawsTable, "draw_id" | "limits">;
  readonly subject: LimitSubject;
}

/** How often each may still play, by the rules that count them apart. */
export async function triesOf(ctx: Context, askers: readonly TriesOf[]): Promise<Tries[]> {
  const asks = askers.map(({ asker, draw, subject }) => {
    const limits = draw.limits.filter(({ of }) => of !== "all");
    return playTakes(asker, { ...draw, limits }, subject);
  });
  const used = await usedOf(ctx, asks.flat().map(({ key }) => key));
  return asks.map((takes): Tries => {
    if (takes.length === 0) return { left: null, againAt: null };
    const left = takes.map(({ key, cap }) => Math.max(0, cap - (used.get(key) ?? 0)));
    const least = Math.min(...left);
    const full = takes.filter((_take, place) => left[place] === 0);
    const ends = full.map(({ params }) => (params?.againAt ?? null) as number | null);
    const isOver = full.length === 0 || ends.includes(null);
    return { left: least, againAt: isOver ? null : Math.max(...(ends as number[])) };
  });
}
