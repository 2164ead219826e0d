import type { Reader } from "#platform/db/snapshot.ts";

export interface CareVerdict {
  readonly closings: number;
  /** The first closing that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Reckons each closing of one brand anew from its tasks; names the first that differs. */
export async function verifyCare(owner: Reader, brandId: string): Promise<CareVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from care.closings where brand_id = $1",
    [brandId],
  );
  const { rows } = await owner.query<{ subject_id: string; kept: boolean }>(
    `with steps as (
       select t.*, t.skip_reason is not null as skipped,
         t.skip_reason is null and t.done_at is not null
           and (not t.needs_answer or t.answer is not distinct from 'well') as given
       from care.tasks t where t.brand_id = $1
     ), reckoned as (
       select c.subject_id, c.qualified_at is not null as kept,
         c.reopened_at is null and coalesce(bool_and(s.given or s.skipped)
           and bool_or(s.given)
           and (not bool_or(s.needs_answer) or bool_or(s.given and s.needs_answer)), false) as due
       from care.closings c
       left join steps s on s.brand_id = c.brand_id and s.subject_id = c.subject_id
       where c.brand_id = $1
       group by c.subject_id, c.qualified_at, c.reopened_at
     )
     select subject_id, kept from reckoned where kept <> due order by subject_id limit 1`,
    [brandId],
  );
  const [wrong] = rows;
  const why = wrong?.kept ? "it is qualified with a step open" : "all is done, but not qualified";
  return {
    closings: Number(counted.rows[0]?.count ?? 0),
    wrong: wrong ? { record: `closing of ${wrong.subject_id}`, why } : null,
  };
}
