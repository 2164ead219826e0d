import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit, emitMany } from "#platform/journal.ts";
import { keyedHash } from "#platform/secrets.ts";

/** As typed by different people: `h-12 ` and `H-12` are one household. Null: none. */
export const householdOf = (typed: string | null): string | null =>
  typed?.normalize("NFKC").trim().toUpperCase() || null;

/** Says with whom a member lives; null: nobody knows. */
export async function setHousehold(
  ctx: Context,
  memberId: string,
  typed: string | null,
): Promise<void> {
  const household = householdOf(typed);
  const { rows } = await sql`
    update members.members set household = ${household}
    where brand_id = ${ctx.brand.brandId} and member_id = ${memberId} and erased_at is null
    returning member_id`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("not_found");
  const payload = { known: household !== null };
  await emit(ctx, "members.household_set", { memberId, payload });
}

/** As {@link setHousehold}, for an import; who lives there already is left as it is. */
export async function setHouseholds(
  ctx: Context,
  given: ReadonlyMap<string, string>,
): Promise<void> {
  const all = [...given].sort(([a], [b]) => (a < b ? -1 : 1));
  const { rows } = await sql<{ member_id: string }>`
    update members.members m set household = g.household
    from unnest(${all.map(([id]) => id)}::uuid[],
      ${all.map(([, typed]) => householdOf(typed))}::text[]) as g(member_id, household)
    where m.brand_id = ${ctx.brand.brandId} and m.member_id = g.member_id
      and m.erased_at is null and m.household is distinct from g.household
    returning m.member_id, m.household`.execute(ctx.tx);
  const events = rows.map((row) => ({ memberId: row.member_id, payload: { known: true } }));
  await emitMany(ctx, "members.household_set", events);
}

/**
 * A name for each member's household that tells nothing of it. A member of whom none is known is a
 * household alone, so that leaving it out wins nothing. One statement.
 */
export async function householdKeys(
  ctx: Context,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql<{ member_id: string; household: string | null }>`
    select member_id, household from members.members where brand_id = ${ctx.brand.brandId}
      and member_id = any(${[...new Set(memberIds)]}::uuid[])`.execute(ctx.tx);
  const keyOf = (household: string) =>
    keyedHash("limit household", `${ctx.brand.brandId} ${household}`).toString("hex").slice(0, 32);
  return new Map(rows.map((row) =>
    [row.member_id, row.household ? keyOf(row.household) : row.member_id]));
}
