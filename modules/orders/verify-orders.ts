import { moneyOfOrders } from "#modules/wallet/index.ts";
import type { Reader } from "#platform/db/snapshot.ts";

export interface OrdersVerdict {
  readonly orders: number;
  /** The first record that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Per order: its own sums beside those of its payments, refunds and lines. */
const reckoned = `
  select o.order_id, o.number, o.paid_minor, o.refunded_minor, o.total_minor,
    o.points_back, o.stored_value_back_minor,
    -- An order that was not to be gave back all of it, any other what its returns did.
    case when o.state in ('cancelled', 'expired') then o.points_used
      else coalesce((select sum(r.points) from orders.refunds r
        where r.brand_id = o.brand_id and r.order_id = o.order_id), 0) end as points,
    case when o.state in ('cancelled', 'expired') then o.stored_value_minor
      else coalesce((select sum(r.stored_value_minor) from orders.refunds r
        where r.brand_id = o.brand_id and r.order_id = o.order_id), 0) end as stored,
    coalesce((select sum(p.amount_minor) from orders.payments p
      where p.brand_id = o.brand_id and p.order_id = o.order_id and p.state = 'paid'), 0) as paid,
    coalesce((select sum(r.amount_minor) from orders.refunds r
      where r.brand_id = o.brand_id and r.order_id = o.order_id), 0) as refunds,
    coalesce((select sum(l.payable_minor) from orders.lines l
      where l.brand_id = o.brand_id and l.order_id = o.order_id), 0)
      + coalesce((o.record #>> '{priced,payable,deliveryMinor}')::bigint, 0) as lines
  from orders.orders o where o.brand_id = $1`;

interface Row {
  readonly number: string;
  readonly why: string;
}

interface Moved {
  readonly order_id: string;
  readonly number: string;
  readonly moved: number;
}

const ordersAtOnce = 5_000;

/** The first order whose payments and refunds are not what the ledger moved for it. */
async function besideLedger(owner: Reader, brandId: string): Promise<OrdersVerdict["wrong"]> {
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: Moved[] } = await owner.query<Moved>(
      `select o.order_id, o.number,
         coalesce((select sum(p.amount_minor) from orders.payments p
           where p.brand_id = o.brand_id and p.order_id = o.order_id and p.state = 'paid'), 0)
         - coalesce((select sum(r.amount_minor) from orders.refunds r where r.brand_id = o.brand_id
           and r.order_id = o.order_id and r.state = 'done'), 0) as moved
       from orders.orders o where o.brand_id = $1 and ($2::uuid is null or o.order_id > $2)
       order by o.order_id limit ${ordersAtOnce}`,
      [brandId, after],
    );
    const posted = await moneyOfOrders(owner, brandId, rows.map((row) => row.order_id));
    const wrong = rows.find((row) => Number(row.moved) !== (posted.get(row.order_id) ?? 0));
    if (wrong) {
      const why = `its payments and refunds make ${wrong.moved}, `
        + `the ledger moved ${posted.get(wrong.order_id) ?? 0}`;
      return { record: `order ${wrong.number}`, why };
    }
    if (rows.length < ordersAtOnce) return null;
    after = rows.at(-1)!.order_id;
  }
}

/**
 * Recomputes every order of one brand from the rows behind it, and its money from the ledger; names
 * the first that differs.
 */
export async function verifyOrders(owner: Reader, brandId: string): Promise<OrdersVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from orders.orders where brand_id = $1",
    [brandId],
  );
  const { rows } = await owner.query<Row>(
    `select number, case
        when paid_minor <> paid then 'it says ' || paid_minor || ' paid, its payments make ' || paid
        when refunded_minor <> refunds
          then 'it says ' || refunded_minor || ' refunded, its refunds make ' || refunds
        when points_back <> points
          then 'it says ' || points_back || ' points back, its returns make ' || points
        when stored_value_back_minor <> stored then 'it says ' || stored_value_back_minor
          || ' of stored value back, its returns make ' || stored
        else 'it says ' || total_minor || ', its lines make ' || lines end as why
      from (${reckoned}) r
      where paid_minor <> paid or refunded_minor <> refunds or total_minor <> lines
        or points_back <> points or stored_value_back_minor <> stored
      order by order_id limit 1`,
    [brandId],
  );
  const [wrong] = rows;
  return {
    orders: counted.rows[0]?.count ?? 0,
    wrong: wrong
      ? { record: `order ${wrong.number}`, why: wrong.why }
      : await besideLedger(owner, brandId),
  };
}
