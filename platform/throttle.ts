import type { Context } from "./context.ts";
import { type Database, inBrand } from "./db/driver.ts";
import { fixed } from "./db/fixed.ts";
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
      const { rows } = await fixed<{ used: number; window_end: Temporal.Instant }>`
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

interface Counted {
  readonly key: Buffer;
  readonly used: number;
  readonly window_end: Temporal.Instant;
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
  // A batch comes from few people and stores: each key is hashed and looked for once.
  const hashes = new Map<string, Buffer>();
  const nameOf = (purpose: string, key: string): string => `${purpose} ${key}`;
  for (const { purpose, keys } of callers.flat()) {
    for (const key of keys) {
      const name = nameOf(purpose, key);
      if (!hashes.has(name)) hashes.set(name, keyedHash(`throttle:${purpose}`, key));
    }
  }
  const { rows } = await fixed<Counted>`
    select key, used, window_end from platform.throttle where brand_id = ${ctx.brand.brandId}
      and key = any(${[...hashes.values()]}::bytea[])
      and window_end > ${ctx.recordedAt}`.execute(ctx.tx);
  if (rows.length === 0) return callers.map(() => null);
  const counts = new Map(rows.map((row) => [row.key.toString("hex"), row]));
  return callers.map((rules) => {
    const ends = rules.flatMap(({ purpose, keys, max }) => keys.flatMap((key) => {
      const found = counts.get(hashes.get(nameOf(purpose, key))!.toString("hex"));
      return found && found.used >= max ? [found.window_end] : [];
    }));
    const end = ends.sort(Temporal.Instant.compare).at(-1);
    if (!end) return null;
    const seconds = Math.max(1, Math.ceil(end.since(ctx.recordedAt).total("seconds")));
    return refuse("too_many_tries", { seconds });
  });
}
