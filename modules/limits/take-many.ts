import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { beforeCommit, isHopeful } from "#platform/db/before-commit.ts";
import { plainArray } from "#platform/db/lists.ts";
import type { Refusal } from "#platform/errors.ts";
import { decide } from "./decide.ts";
import { refusalOf, type Take } from "./take.ts";

const widest = 1_000;

/** One counter, and what all requests together ask of it. */
interface Asked {
  readonly key: string;
  width: number;
  amount: number;
  /** The least that a request names. */
  cap: number;
}

/** More than the cap at once never fits: such a counter is opened and locked, and gives nothing. */
const wanted = ({ amount, cap }: Asked): number => (amount <= cap ? amount : 0);

/** Narrow counters before wide ones: the row that everybody wants is locked last. */
function inLockOrder(requests: readonly (readonly Take[])[]): Asked[] {
  const all = new Map<string, Asked>();
  for (const takes of requests) {
    for (const [place, { key, cap, amount, width }] of takes.entries()) {
      // Counted from the end: the stock comes last in every request, whatever stands before it.
      const own = width ?? widest - takes.length + place;
      const known = all.get(key);
      if (!known) {
        all.set(key, { key, width: own, amount, cap });
        continue;
      }
      known.amount += amount;
      known.width = Math.max(known.width, own);
      known.cap = Math.min(known.cap, cap);
    }
  }
  return [...all.values()].sort((a, b) => a.width - b.width || (a.key < b.key ? -1 : 1));
}

interface Counted {
  readonly key: string;
  readonly used: number;
}

/**
 * Takes all that is asked wherever there is room for all of it, and locks every counter, row by row
 * in the given order, in one statement: also a row that stays as it is, and one that it opens. One
 * that were opened after a wider one was locked would let two batches wait crosswise. Answers what
 * those with room count now.
 */
async function takeWhole(ctx: Context, asked: readonly Asked[]): Promise<Map<string, number>> {
  const { rows } = await fixed<Counted>`/* kept */
    insert into limits.counters as c (brand_id, key, used, cap)
    select ${ctx.brand.brandId}::uuid, k.key, k.amount, k.cap
    from unnest(${asked.map(({ key }) => key)}::text[], ${plainArray(asked.map(wanted))}::bigint[],
      ${plainArray(asked.map(({ cap }) => cap))}::bigint[])
      with ordinality as k(key, amount, cap, place)
    order by k.place
    on conflict (brand_id, key) do update set used = c.used + excluded.used, cap = excluded.cap
      where c.used + excluded.used <= excluded.cap
    returning key, used`.execute(ctx.tx);
  return new Map(rows.map(({ key, used }) => [key, used]));
}

/** What counters hold: locked by then, or as it was committed a moment ago. */
async function readUsed(ctx: Context, keys: readonly string[]): Promise<readonly Counted[]> {
  if (keys.length === 0) return [];
  const { rows } = await fixed<Counted>`/* kept */
    select key, used from limits.counters
    where brand_id = ${ctx.brand.brandId} and key = any(${keys}::text[])`.execute(ctx.tx);
  return rows;
}

/** What counters held when a hopeful transaction looked; absent: nothing. */
export type Seen = ReadonlyMap<string, number>;

/** What {@link takeMany} decides by in a hopeful transaction; null in any other. Locks nothing. */
export async function lookAhead(
  ctx: Context,
  requests: readonly (readonly Take[])[],
): Promise<Seen | null> {
  if (!isHopeful(ctx.tx)) return null;
  const keys = new Set(requests.flatMap((takes) => takes.map(({ key }) => key)));
  const rows = await readUsed(ctx, [...keys]);
  return new Map(rows.map(({ key, used }) => [key, used]));
}

interface Granted {
  readonly key: string;
  readonly amount: number;
  readonly cap: number;
}

/** What there is no room for by then is refused by the CHECK, and with it the whole transaction. */
async function takeLast(ctx: Context, granted: readonly Granted[]): Promise<void> {
  await fixed`/* kept */
    insert into limits.counters as c (brand_id, key, used, cap)
    select ${ctx.brand.brandId}::uuid, k.key, k.amount, k.cap
    from unnest(${granted.map(({ key }) => key)}::text[],
      ${plainArray(granted.map(({ amount }) => amount))}::bigint[],
      ${plainArray(granted.map(({ cap }) => cap))}::bigint[])
      with ordinality as k(key, amount, cap, place)
    order by k.place
    on conflict (brand_id, key) do update set used = c.used + excluded.used, cap = excluded.cap`
    .execute(ctx.tx);
}

/** Null: they do not fit by what was seen, so that the counters must be locked and asked. */
function decideAhead(ctx: Context, requests: readonly (readonly Take[])[], seen: Seen) {
  const { refusedBy, added } = decide(requests, seen);
  const granted = inLockOrder(requests).flatMap(({ key, cap }) => {
    const amount = added.get(key) ?? 0;
    return amount > 0 ? [{ key, amount, cap }] : [];
  });
  if (granted.some(({ key, amount, cap }) => (seen.get(key) ?? 0) + amount > cap)) return null;
  const taking = () => takeLast(ctx, granted);
  if (granted.length > 0 && !beforeCommit(ctx.tx, taking, "take")) return null;
  return refusedBy.map((one) => (one ? refusalOf(one) : null));
}

interface Change {
  readonly key: string;
  readonly change: number;
  readonly cap: number;
}

/** Sets right what was taken for too many, or for none. */
async function write(ctx: Context, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await fixed`
    update limits.counters c set used = c.used + a.change, cap = greatest(a.cap, c.used + a.change)
    from unnest(${changes.map(({ key }) => key)}::text[],
      ${plainArray(changes.map(({ change }) => change))}::bigint[],
      ${plainArray(changes.map(({ cap }) => cap))}::bigint[]) as a(key, change, cap)
    where c.brand_id = ${ctx.brand.brandId} and c.key = a.key`.execute(ctx.tx);
}

/**
 * {@link take} for many requests in one transaction, in their order of arrival. While there is room
 * for all, one statement takes it. Else every counter is locked by then: it is decided in memory
 * who goes without, and what that changes is written. Answers null for each request that was
 * granted, else its refusal, which changed nothing. Every request names its widest counter last.
 *
 * `seen`, by {@link lookAhead}: nothing is locked. It is decided by what was committed, and what
 * was granted is taken with the commit, which fails where others were faster; then the batch runs
 * once more without. At most once a transaction: the second would not see what the first takes.
 */
export async function takeMany(
  ctx: Context,
  requests: readonly (readonly Take[])[],
  seen: Seen | null = null,
): Promise<(Refusal | null)[]> {
  const ahead = seen && decideAhead(ctx, requests, seen);
  if (ahead) return ahead;
  const asked = inLockOrder(requests);
  if (asked.length === 0) return requests.map(() => null);
  const taken = await takeWhole(ctx, asked);
  if (asked.every((one) => taken.has(one.key) && wanted(one) === one.amount)) {
    return requests.map(() => null);
  }
  const takenOf = (one: Asked): number => (taken.has(one.key) ? wanted(one) : 0);
  const used = new Map(asked.map((one) => [one.key, (taken.get(one.key) ?? 0) - takenOf(one)]));
  const full = asked.filter(({ key }) => !taken.has(key)).map(({ key }) => key);
  for (const one of await readUsed(ctx, full)) used.set(one.key, one.used);
  const { refusedBy, added } = decide(requests, used);
  const changes = asked.map((one) => ({
    key: one.key,
    change: (added.get(one.key) ?? 0) - takenOf(one),
    cap: one.cap,
  }));
  await write(ctx, changes.filter(({ change }) => change !== 0));
  return refusedBy.map((one) => (one ? refusalOf(one) : null));
}
