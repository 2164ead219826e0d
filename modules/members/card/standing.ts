import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { usualPointsBps } from "./card-schema.ts";
import { windowFrom } from "./period.ts";
import type { CardTables } from "./tables.ts";

export interface Standing {
  readonly tierId: string | null;
  readonly heldUntil: number | null;
  readonly spentMinor: number;
}

/** The membership in a tier that still exists. */
function held(ctx: Context, memberId: string) {
  return tablesOf<CardTables>(ctx)
    .selectFrom("members.memberships as m")
    .innerJoin("members.tiers as t", (on) =>
      on.onRef("t.brand_id", "=", "m.brand_id").onRef("t.tier_id", "=", "m.tier_id"))
    .select(["m.tier_id", "m.held_until", "t.points_bps"])
    .where("m.brand_id", "=", ctx.brand.brandId)
    .where("m.member_id", "=", memberId)
    .where("t.removed_at", "is", null)
    .executeTakeFirst();
}

/** Where a member stands, and what counts for the next tier. */
export async function standingOf(ctx: Context, memberId: string): Promise<Standing> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ spent: number }>`
    select coalesce(sum(greatest(0, paid_minor - returned_minor)), 0)::bigint as spent
    from members.spending where brand_id = ${brandId} and member_id = ${memberId}
      and paid_at >= ${windowFrom(ctx, ctx.now)}`.execute(ctx.tx);
  const row = await held(ctx, memberId);
  return {
    tierId: row?.tier_id ?? null,
    heldUntil: row?.held_until?.epochMilliseconds ?? null,
    spentMinor: rows[0]?.spent ?? 0,
  };
}

/** The member's tier for prices and benefits; null: none. */
export async function tierOf(ctx: Context, memberId: string): Promise<string | null> {
  return (await held(ctx, memberId))?.tier_id ?? null;
}

/** What a paid order of theirs earns, in ten-thousandths of the brand's rule of points. */
export async function pointsBpsOf(ctx: Context, memberId: string): Promise<number> {
  return (await held(ctx, memberId))?.points_bps ?? usualPointsBps;
}

/** Each change of a member's tier, newest first. Tiers that are gone keep their names. */
export async function listTierChanges(ctx: Context, memberId: string, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  const named = (side: "from" | "to") => [
    sql<string | null>`${sql.ref(side)}.name`.as(`${side}_name`),
    sql<string | null>`${sql.ref(side)}.name_en`.as(`${side}_name_en`),
  ] as const;
  let query = tablesOf<CardTables>(ctx)
    .selectFrom("members.tier_changes as c")
    .leftJoin("members.tiers as from", (on) =>
      on.onRef("from.brand_id", "=", "c.brand_id").onRef("from.tier_id", "=", "c.from_tier_id"))
    .leftJoin("members.tiers as to", (on) =>
      on.onRef("to.brand_id", "=", "c.brand_id").onRef("to.tier_id", "=", "c.to_tier_id"))
    .select(["c.change_id", "c.why", "c.spent_minor", "c.changed_at"])
    .select([...named("from"), ...named("to")])
    .where("c.brand_id", "=", ctx.brand.brandId)
    .where("c.member_id", "=", memberId)
    .orderBy("c.change_id", "desc")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("c.change_id", "<", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.change_id]);
  const items = page.items.map((row) => ({
    changeId: row.change_id,
    at: row.changed_at.epochMilliseconds,
    why: row.why,
    spentMinor: row.spent_minor,
    from: row.from_name,
    fromEn: row.from_name_en,
    to: row.to_name,
    toEn: row.to_name_en,
  }));
  return { items, next: page.next };
}
