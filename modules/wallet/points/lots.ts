import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { LotRow, PointsTables } from "./tables.ts";

/** Held to the end of the transaction, in the order of ids: one at a time moves these points. */
export async function lockPoints(ctx: Context, memberIds: readonly string[]): Promise<void> {
  const ids = [...new Set(memberIds)].sort();
  const { brandId } = ctx.brand;
  await sql`insert into wallet.points_members (brand_id, member_id)
    select ${brandId}::uuid, m from unnest(${ids}::uuid[]) as m order by m
    on conflict do nothing`.execute(ctx.tx);
  await sql`select 1 from wallet.points_members where brand_id = ${brandId}
    and member_id = any(${ids}::uuid[]) order by member_id for update`.execute(ctx.tx);
}

const parts = ["points", "pending", "free", "frozen", "spent", "expired", "taken"] as const;

/** What changes of one lot's parts. */
export type LotChange = { readonly lotId: string } & {
  readonly [part in (typeof parts)[number]]?: number;
};

export async function changeLots(ctx: Context, changes: readonly LotChange[]): Promise<void> {
  if (changes.length === 0) return;
  const sums = new Map<string, Record<string, unknown>>();
  for (const { lotId, ...by } of changes) {
    const sum = sums.get(lotId) ?? { lot_id: lotId };
    for (const part of parts) sum[part] = Number(sum[part] ?? 0) + (by[part] ?? 0);
    sums.set(lotId, sum);
  }
  await sql`
    update wallet.points_lots l set points = l.points + c.points, pending = l.pending + c.pending,
      free = l.free + c.free, frozen = l.frozen + c.frozen, spent = l.spent + c.spent,
      expired = l.expired + c.expired, taken = l.taken + c.taken
    from jsonb_to_recordset(${JSON.stringify([...sums.values()])}::jsonb) as c(lot_id uuid,
      points bigint, pending bigint, free bigint, frozen bigint, spent bigint, expired bigint,
      taken bigint)
    where l.brand_id = ${ctx.brand.brandId} and l.lot_id = c.lot_id`.execute(ctx.tx);
}

export type NewLot = Pick<LotRow, "member_id" | "source" | "order_id" | "points" | "earned_at"
  | "matures_at" | "expires_at"> & { readonly pending: boolean };

export async function addLot(ctx: Context, { pending, ...lot }: NewLot): Promise<string> {
  const lotId = newId();
  await tablesOf<PointsTables>(ctx)
    .insertInto("wallet.points_lots")
    .values({
      ...lot,
      brand_id: ctx.brand.brandId,
      lot_id: lotId,
      pending: pending ? lot.points : 0,
      free: pending ? 0 : lot.points,
      frozen: 0,
      spent: 0,
      expired: 0,
      taken: 0,
    })
    .execute();
  return lotId;
}

export interface Part {
  readonly lotId: string;
  readonly points: number;
}

/**
 * So many points of a member's lots, the first to expire first, of those the oldest; no more lots
 * than are needed. Fewer where there are not so many; without a number all.
 */
export async function oldestOf(
  ctx: Context,
  memberId: string,
  part: "pending" | "free" | "frozen",
  wanted = Number.MAX_SAFE_INTEGER,
): Promise<Part[]> {
  const column = sql.ref(part);
  const { rows } = await sql<Part>`
    select lot_id as "lotId", least(here, ${wanted} - before)::bigint as points
    from (select lot_id, expires_at, earned_at, ${column} as here,
        sum(${column}) over (order by expires_at nulls last, earned_at, lot_id) - ${column}
          as before
      from wallet.points_lots where brand_id = ${ctx.brand.brandId} and member_id = ${memberId}
        and pending + free + frozen > 0 and ${column} > 0) l
    where before < ${wanted} order by expires_at nulls last, earned_at, lot_id`.execute(ctx.tx);
  return rows;
}

export const sumOf = (taken: readonly Part[]): number =>
  taken.reduce((total, one) => total + one.points, 0);
