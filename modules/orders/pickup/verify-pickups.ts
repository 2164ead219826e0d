import type { Reader } from "#platform/db/snapshot.ts";

export interface PickupsVerdict {
  readonly pickups: number;
  /** The first pickup that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Compares each pickup of one brand with its order; names the first that does not fit. */
export async function verifyPickups(owner: Reader, brandId: string): Promise<PickupsVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from orders.pickups where brand_id = $1",
    [brandId],
  );
  const { rows } = await owner.query<{ number: string; why: string }>(
    `select o.number, case
        when o.store_id <> p.store_id then 'it waits at another store than its order is of'
        when p.collected_at is null then 'its order is ' || o.state || ', but nobody has it'
        else 'it was handed over, but its order is ' || o.state end as why
      from orders.pickups p
      join orders.orders o on o.brand_id = p.brand_id and o.order_id = p.order_id
      where p.brand_id = $1 and (o.store_id <> p.store_id
        or (o.state in ('handed_over', 'accepted')) and p.collected_at is null
        or (o.state not in ('handed_over', 'accepted', 'returned'))
          and p.collected_at is not null)
      order by o.order_id limit 1`,
    [brandId],
  );
  const [wrong] = rows;
  return {
    pickups: Number(counted.rows[0]?.count ?? 0),
    wrong: wrong ? { record: `order ${wrong.number}`, why: wrong.why } : null,
  };
}
