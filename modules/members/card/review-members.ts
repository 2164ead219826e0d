import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emitMany } from "#platform/journal.ts";
import { type Decision, decideTier, type Step } from "./decide-tier.ts";
import { heldUntil, windowFrom } from "./period.ts";
import type { CardTables, ChangeReason, MembershipRow } from "./tables.ts";

export const reviewTiersName = "members.review_tiers";

/** The brand's tiers as they are now, the lowest first. */
export async function stepsOf(ctx: Context): Promise<Step[]> {
  const rows = await tablesOf<CardTables>(ctx)
    .selectFrom("members.tiers")
    .select(["tier_id as tierId", "place", "from_minor as fromMinor"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("removed_at", "is", null)
    .orderBy("place")
    .execute();
  return rows;
}

async function lockedMemberships(ctx: Context, memberIds: readonly string[]) {
  const ids = [...new Set(memberIds)].sort();
  const { brandId } = ctx.brand;
  await sql`insert into members.memberships (brand_id, member_id, tier_id, since, held_until,
      reviewed_at)
    select brand_id, member_id, null, ${ctx.now}, null, ${ctx.now} from members.members
    where brand_id = ${brandId} and member_id = any(${ids}::uuid[]) and erased_at is null
    order by member_id on conflict do nothing`.execute(ctx.tx);
  const { rows } = await sql<MembershipRow>`select * from members.memberships
    where brand_id = ${brandId} and member_id = any(${ids}::uuid[])
    order by member_id for update`.execute(ctx.tx);
  return rows;
}

interface SpentRow {
  readonly member_id: string;
  readonly in_window: number;
  readonly since_reached: number;
}

async function spentBy(ctx: Context, standing: readonly MembershipRow[]) {
  const from = standing.map((row) => windowFrom(ctx, row.since).toString());
  const { rows } = await sql<SpentRow>`
    select m.member_id,
      coalesce(sum(greatest(0, s.paid_minor - s.returned_minor))
        filter (where s.paid_at >= ${windowFrom(ctx, ctx.now)}), 0)::bigint as in_window,
      coalesce(sum(greatest(0, s.paid_minor - s.returned_minor))
        filter (where s.paid_at >= m.reached_from), 0)::bigint as since_reached
    from unnest(${standing.map((row) => row.member_id)}::uuid[], ${from}::timestamptz[])
      as m(member_id, reached_from)
    left join members.spending s on s.brand_id = ${ctx.brand.brandId}
      and s.member_id = m.member_id and s.paid_at >= least(m.reached_from,
        ${windowFrom(ctx, ctx.now)})
    group by m.member_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.member_id, row]));
}

interface Change extends Decision {
  readonly row: MembershipRow;
  readonly spentMinor: number;
}

async function write(ctx: Context, steps: readonly Step[], changes: readonly Change[]) {
  const until = heldUntil(ctx, ctx.now);
  const rows = changes.map(({ row, tierId, why }) => ({
    member_id: row.member_id,
    tier_id: tierId,
    since: (why === "kept" ? row.since : ctx.now).toString(),
    held_until: tierId === null ? null : until.toString(),
    reached_minor: steps.find((step) => step.tierId === tierId)?.fromMinor ?? 0,
  }));
  await sql`
    update members.memberships m set tier_id = c.tier_id, since = c.since,
      held_until = c.held_until, reached_minor = c.reached_minor
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(member_id uuid, tier_id uuid,
      since timestamptz, held_until timestamptz, reached_minor bigint)
    where m.brand_id = ${ctx.brand.brandId} and m.member_id = c.member_id`.execute(ctx.tx);
  if (!rows.some((row) => row.tier_id)) return;
  await enqueue(ctx, reviewTiersName, {}, {
    runAt: until, jobKey: `${reviewTiersName}:${ctx.brand.brandId}:${until}`,
  });
}

async function tell(ctx: Context, changes: readonly Change[]): Promise<void> {
  const told = changes.filter(({ why }) => why !== "kept");
  if (told.length === 0) return;
  await tablesOf<CardTables>(ctx)
    .insertInto("members.tier_changes")
    .values(told.map(({ row, tierId, why, spentMinor }) => ({
      brand_id: ctx.brand.brandId,
      change_id: newId(),
      member_id: row.member_id,
      from_tier_id: row.tier_id,
      to_tier_id: tierId,
      why: why as ChangeReason,
      spent_minor: spentMinor,
      changed_at: ctx.now,
    })))
    .execute();
  await emitMany(ctx, "members.tier_changed", told.map(({ row, tierId, why, spentMinor }) => ({
    memberId: row.member_id,
    payload: { fromTierId: row.tier_id, toTierId: tierId, why, spentMinor },
  })));
}

/** Decides these members' tiers at this moment; writes and tells what changes. */
export async function reviewMembers(ctx: Context, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const steps = await stepsOf(ctx);
  const standing = await lockedMemberships(ctx, memberIds);
  const spent = await spentBy(ctx, standing);
  const changes = standing.flatMap((row): Change[] => {
    const of = spent.get(row.member_id);
    const spentMinor = of?.in_window ?? 0;
    const decision = decideTier(
      steps,
      {
        tierId: row.tier_id,
        heldUntilMs: row.held_until?.epochMilliseconds ?? null,
        reachedMinor: row.reached_minor,
      },
      {
        nowMs: ctx.now.epochMilliseconds,
        inWindowMinor: spentMinor,
        sinceReachedMinor: of?.since_reached ?? 0,
      },
    );
    return decision ? [{ ...decision, row, spentMinor }] : [];
  });
  if (changes.length > 0) await write(ctx, steps, changes);
  await tell(ctx, changes);
  await sql`update members.memberships set reviewed_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId}
      and member_id = any(${standing.map((row) => row.member_id)}::uuid[])`.execute(ctx.tx);
}
