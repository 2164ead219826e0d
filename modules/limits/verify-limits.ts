import type { Reader } from "#platform/db/snapshot.ts";

/**
 * What a module's rows say that they took and did not give back: a query with the columns key and
 * amount for the brand $1. The module that takes registers it, as the owner's SQL.
 */
const sources = new Map<string, string>([
  [
    "holds",
    `select t.key, t.amount from limits.holds h
     cross join lateral jsonb_to_recordset(h.taken) as t(key text, amount bigint)
     where h.brand_id = $1 and h.state = 'held'`,
  ],
]);

/** Names a module's taken rows once; called when the module is loaded. */
export function countTaken(name: string, query: string): void {
  sources.set(name, query);
}

export interface LimitsVerdict {
  readonly counters: number;
  /** The first counter that differs from the rows that took from it, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Compares every counter of one brand with the rows behind it; names the first that differs. */
export async function verifyLimits(owner: Reader, brandId: string): Promise<LimitsVerdict> {
  const taken = [...sources.values()].join(" union all ");
  const { rows } = await owner.query(
    `with rows as (select key, sum(amount)::bigint as used from (${taken}) t group by key)
     select coalesce(c.key, r.key) as key, coalesce(c.used, 0) as used,
       coalesce(r.used, 0) as counted
     from (select * from limits.counters where brand_id = $1) c full join rows r on r.key = c.key
     where coalesce(c.used, 0) <> coalesce(r.used, 0) order by 1 limit 1`,
    [brandId],
  );
  const { rows: all } = await owner.query(
    "select count(*) as count from limits.counters where brand_id = $1",
    [brandId],
  );
  const wrong = rows[0];
  return {
    counters: Number(all[0].count),
    wrong: wrong
      ? {
          record: `counter ${wrong.key}`,
          why: `it says ${wrong.used}, the rows behind it make ${wrong.counted}`,
        }
      : null,
  };
}
