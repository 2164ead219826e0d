import type { Reader } from "#platform/db/snapshot.ts";

export interface ReviewsVerdict {
  readonly reviews: number;
  /** The first record that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

const faults: readonly string[] = [
  `with due as (
     select case when product_id is null then 'store' else 'product' end as about_kind,
       coalesce(product_id, store_id) as about_id, stars, count(*)::int as given
     from reviews.reviews where brand_id = $1 group by 1, 2, 3
   ), kept as (select * from reviews.scores where brand_id = $1)
   select 'score of ' || about_kind || ' ' || about_id as record,
     coalesce(k.given, 0) || ' with ' || stars || ' stars, its reviews say '
       || coalesce(d.given, 0) as why
   from due d full join kept k using (about_kind, about_id, stars)
   where k.given is distinct from d.given order by about_id, stars limit 1`,
  `select 'review ' || r.review_id as record, 'its first reply was at another time' as why
   from reviews.reviews r
   where r.brand_id = $1 and r.first_answer_at is distinct from (
     select a.replied_at from reviews.replies a
     where a.brand_id = r.brand_id and a.review_id = r.review_id order by a.reply_id limit 1)
   order by r.review_id limit 1`,
  `select 'review ' || r.review_id as record, 'its words are hidden or shown by nobody' as why
   from reviews.reviews r
   where r.brand_id = $1 and r.hidden_reason is distinct from (
     select h.reason from reviews.hidings h
     where h.brand_id = r.brand_id and h.review_id = r.review_id
     order by h.hiding_id desc limit 1)
   order by r.review_id limit 1`,
];

/** Reckons scores, first replies and hidings of one brand anew; names the first that differs. */
export async function verifyReviews(owner: Reader, brandId: string): Promise<ReviewsVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from reviews.reviews where brand_id = $1",
    [brandId],
  );
  const reviews = Number(counted.rows[0]?.count ?? 0);
  for (const fault of faults) {
    const { rows } = await owner.query<{ record: string; why: string }>(fault, [brandId]);
    const [wrong] = rows;
    if (wrong) return { reviews, wrong: { record: wrong.record, why: wrong.why } };
  }
  return { reviews, wrong: null };
}
