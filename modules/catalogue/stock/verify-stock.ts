import type { Reader } from "#platform/db/snapshot.ts";

export interface StockVerdict {
  readonly rows: number;
  /** The first row that differs from the moves and reservations behind it, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Compares every stock row of one brand with its moves and with what is held of it. */
export async function verifyStock(owner: Reader, brandId: string): Promise<StockVerdict> {
  const { rows: all } = await owner.query(
    "select count(*) as count from catalogue.stock where brand_id = $1", [brandId]);
  const { rows } = await owner.query(
    `select s.store_id, s.item_id, s.on_hand, s.reserved, coalesce(m.sum, 0) as moved,
       coalesce(h.sum, 0) as held
     from catalogue.stock s
     left join (select store_id, item_id, sum(change)::bigint as sum from catalogue.stock_moves
       where brand_id = $1 group by 1, 2) m using (store_id, item_id)
     left join (select l.store_id, l.item_id, sum(l.quantity)::bigint as sum
       from catalogue.reservation_lines l join catalogue.reservations r
         on r.brand_id = l.brand_id and r.reservation_id = l.reservation_id and r.state = 'held'
       where l.brand_id = $1 group by 1, 2) h using (store_id, item_id)
     where s.brand_id = $1
       and (s.on_hand <> coalesce(m.sum, 0) or s.reserved <> coalesce(h.sum, 0))
     order by 1, 2 limit 1`, [brandId]);
  const [row] = rows;
  const why = row && `it says ${row.on_hand} with ${row.reserved} reserved, `
    + `the rows behind it make ${row.moved} with ${row.held}`;
  const record = row && `stock of ${row.item_id} at ${row.store_id}`;
  return { rows: Number(all[0].count), wrong: row ? { record, why } : null };
}
