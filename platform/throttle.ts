import { sql } from "kysely";
import type { Context } from "./context.ts";
import { type Database, inBrand } from "./db/driver.ts";
import { type Refusal, refuse } from "./errors.ts";
import { keyedHash } from "./secrets.ts";

export interface Throttle {
  readonly purpose: string;
  /** Each is counted apart, e.g. staff, store and address; the first that is full refuses. */
  readonly keys: readonly string[];
  readonly max: number;
  readonly windowSeconds: number;
}

let database: Database | undefined;

/** Counts need a connection of their own: the caller's transaction may roll back. */
export function setThrottleDatabase(db: Database): void {
  database = db;
}

export const noBrand = "00000000-0000-0000-0000-000000000000";

/** Counts one try under each key; refuses `too_many_tries` when one of them is over its maximum. */
export async function throttle(
  ctx: Pick<Context, "brand" | "recordedAt">,
  rule: Throttle,
): Promise<void> {
  await throttleBrand(ctx.brand.brandId, ctx.recordedAt, rule);
}

export async function throttleBrand(brandId: string, now: Temporal.Instant, rule: Throttle) {
  if (!database) throw new Error("setThrottleDatabase() has not been called.");
  const end = now.add({ seconds: rule.windowSeconds });
  const keys = [...new Set(rule.keys)].map((key) => keyedHash(`throttle:${rule.purpose}`, key));
  // Sorted, so that two requests with the same keys lock their rows in one order.
  keys.sort(Buffer.compare);
  const full = await inBrand(database, brandId, async (tx) => {
    let last: Temporal.Instant | null = null;
    for (const key of keys) {
      const { rows } = await sql<{ used: number; window_end: Temporal.Instant }>`
        insert into platform.throttle (brand_id, key, window_end, used)
        values (${brandId}, ${key}, ${end}, 1)
        on conflict (brand_id, key) do update set
          used = case when platform.throttle.window_end <= ${now} then 1
            else platform.throttle.used + 1 end,
          window_end = case when platform.throttle.window_end <= ${now} then excluded.window_end
            else platform.throttle.window_end end
        returning used, window_end`.execute(tx);
      const row = rows[0];
      if (row && row.used > rule.max) last = row.window_end;
    }
    return last;
  });
  if (full) {
    const seconds = Math.max(1, Math.ceil(full.since(now).total("seconds")));
    throw refuse("too_many_tries", { seconds });
  }
}

/**
 * The refusal of each caller who has a full key in one of its rules, by place, without counting:
 * for what is counted only when it fails, such as the guess of a code. One statement, read in the
 * caller's transaction.
 */
export async function refusedWhenFull(
  ctx: Pick<Context, "brand" | "recordedAt" | "tx">,
  callers: readonly (readonly Throttle[])[],
): Promise<(Refusal | null)[]> {
  const counted = callers.flatMap((rules, place) =>
    rules.flatMap(({ purpose, keys, max }) =>
      keys.map((key) => ({ key: keyedHash(`throttle:${purpose}`, key), max, place })),
    ),
  );
  const { rows } = await sql<{ place: number; window_end: Temporal.Instant }>`
    select r.place, max(t.window_end) as window_end from platform.throttle t
    join unnest(${counted.map((one) => one.key)}::bytea[], ${counted.map((one) => one.max)}::int[],
      ${counted.map((one) => one.place)}::int[]) as r(key, max, place) on r.key = t.key
    where t.brand_id = ${ctx.brand.brandId}
      and t.window_end > ${ctx.recordedAt} and t.used >= r.max
    group by r.place`.execute(ctx.tx);
  const full = new Map(rows.map((row) => [row.place, row.window_end]));
  return callers.map((_rules, place) => {
    const end = full.get(place);
    if (!end) return null;
    const seconds = Math.max(1, Math.ceil(end.since(ctx.recordedAt).total("seconds")));
    return refuse("too_many_tries", { seconds });
  });
}
