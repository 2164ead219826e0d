import { sql } from "kysely";
import { staffName } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { pointsUnit } from "./accounts.ts";
import type { PointsTables } from "./tables.ts";

interface EntryRow {
  readonly entry_id: string;
  readonly kind: string;
  readonly cause_id: string | null;
  readonly occurred_at: Temporal.Instant;
  readonly spendable: number;
  readonly pending: number;
  readonly frozen: number;
  readonly owed: number;
  readonly expired: number;
}

async function entriesOf(ctx: Context, memberId: string, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  const { brandId } = ctx.brand;
  const before = after === undefined ? sql`` : sql`and p.entry_id < ${String(after)}`;
  const part = (kind: string) =>
    sql`coalesce(sum(p.amount) filter (where a.kind = ${kind}), 0)::bigint`;
  const { rows } = await sql<EntryRow>`
    with own as (
      select account_id, kind from wallet.accounts where brand_id = ${brandId}
        and owner_kind = 'member' and owner_id = ${memberId} and unit = ${pointsUnit}
        and kind like 'points%'),
    page as (
      select p.entry_id from wallet.postings p join own a using (account_id)
      where p.brand_id = ${brandId} ${before}
      group by p.entry_id order by p.entry_id desc limit ${limit + 1})
    select e.entry_id, e.kind, e.cause_id, e.occurred_at, ${part("points")} as spendable,
      ${part("points_pending")} as pending, ${part("points_frozen")} as frozen,
      ${part("points_owed")} as owed, ${part("points_expired")} as expired
    from page join wallet.entries e on e.brand_id = ${brandId} and e.entry_id = page.entry_id
    join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
    join own a on a.account_id = p.account_id
    group by e.brand_id, e.entry_id order by e.entry_id desc`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.entry_id]);
}

interface Spent {
  readonly spend_id: string;
}

/** Which causes are orders: what earned there, or what money was saved by. */
async function ordersAmong(ctx: Context, causes: readonly string[]): Promise<Set<string>> {
  if (causes.length === 0) return new Set();
  const { brandId } = ctx.brand;
  const { rows } = await sql<Spent>`
    select order_id as spend_id from wallet.points_orders where brand_id = ${brandId}
      and order_id = any(${causes}::uuid[])
    union select spend_id from wallet.points_spends where brand_id = ${brandId}
      and spend_id = any(${causes}::uuid[]) and amount_minor > 0`.execute(ctx.tx);
  return new Set(rows.map((row) => row.spend_id));
}

const shown = (row: EntryRow, orders: ReadonlySet<string>) => ({
  entryId: row.entry_id,
  kind: row.kind,
  at: row.occurred_at.epochMilliseconds,
  orderId: row.cause_id !== null && orders.has(row.cause_id) ? row.cause_id : null,
  spendable: row.spendable,
  pending: row.pending,
  frozen: row.frozen,
  owed: row.owed,
  expired: row.expired,
});

/** Each posting of a member's points, newest first: what changed of which part. */
export async function listPostings(ctx: Context, memberId: string, input: PageInput) {
  const page = await entriesOf(ctx, memberId, input);
  const causes = page.items.flatMap((row) => row.cause_id ?? []);
  const orders = await ordersAmong(ctx, causes);
  return { items: page.items.map((row) => shown(row, orders)), next: page.next };
}

async function actsOf(ctx: Context, causes: readonly string[]) {
  if (causes.length === 0) return new Map<string, PointsTables["wallet.points_acts"]>();
  const rows = await tablesOf<PointsTables>(ctx)
    .selectFrom("wallet.points_acts")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("act_id", "=", sql<string>`any(${[...causes]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.act_id, row]));
}

/** The same for staff, with who did by hand what, and why. */
export async function listPostingsForStaff(ctx: Context, memberId: string, input: PageInput) {
  const page = await entriesOf(ctx, memberId, input);
  const causes = page.items.flatMap((row) => row.cause_id ?? []);
  const orders = await ordersAmong(ctx, causes);
  const acts = await actsOf(ctx, causes);
  const names = new Map<string, string | null>();
  for (const { staff_id: id } of acts.values()) {
    if (id && !names.has(id)) names.set(id, await staffName(ctx, id));
  }
  const items = page.items.map((row) => {
    const act = row.cause_id ? acts.get(row.cause_id) : undefined;
    const staff = act?.staff_id ? (names.get(act.staff_id) ?? null) : null;
    return { ...shown(row, orders), reason: act?.reason ?? null, staffName: staff };
  });
  return { items, next: page.next };
}
