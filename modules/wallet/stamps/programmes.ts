import { sql } from "kysely";
import { inScopeSql, permit, rootUnit, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { findRule } from "../entitlements/rules.ts";
import { termsOfOffer } from "../terms.ts";
import { giveOwed } from "./give-reward.ts";
import { lockMembers } from "./locks.ts";
import { findProgramme, stampDb } from "./queries.ts";
import type { Earn, ProgrammesTable, VisitRule } from "./tables.ts";

export interface ProgrammeInput {
  readonly unitId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly needed: number;
  readonly rewardKind: "offer" | "entitlement";
  readonly rewardId: string;
  readonly scopeUnitIds: readonly string[] | null;
  readonly earn: Earn;
  readonly perMinor: number | null;
  readonly categoryIds: readonly string[] | null;
  readonly visitRule: VisitRule | null;
  readonly visitMinutes: number | null;
  readonly cardDays: number | null;
  readonly endsAt: Temporal.Instant | null;
}

/** What a full card gives, by the name that its member reads. */
async function rewardName(ctx: Context, input: ProgrammeInput) {
  if (input.rewardKind === "offer") {
    const terms = await termsOfOffer(ctx, input.rewardId);
    if (terms) {
      await permit(ctx, "offers.publish", terms.owner_unit_id);
      return { name: terms.title, nameEn: terms.title_en };
    }
  } else {
    const rule = await findRule(ctx, input.rewardId);
    if (rule?.state === "active") {
      await permit(ctx, "offers.publish", rule.unit_id);
      return { name: rule.name, nameEn: rule.name_en };
    }
  }
  throw refuse("stamp_reward_unknown");
}

/** Each way to earn has exactly what it needs. */
function checkTerms(input: ProgrammeInput): void {
  const { earn, perMinor, categoryIds, visitRule, visitMinutes } = input;
  const whole =
    (earn === "amount") === (perMinor !== null) &&
    (earn === "category") === (categoryIds !== null && categoryIds.length > 0) &&
    (earn === "visit") === (visitRule !== null) &&
    (visitRule === "minutes") === (visitMinutes !== null);
  if (!whole) throw refuse("stamp_terms_incomplete");
}

/** A draft; its terms are final when it is started. */
export async function createProgramme(ctx: Context, input: ProgrammeInput): Promise<string> {
  await permit(ctx, "offers.publish", input.unitId);
  // Without a scope it holds in every store.
  for (const unitId of input.scopeUnitIds ?? [await rootUnit(ctx)]) {
    await permit(ctx, "offers.publish", unitId);
  }
  checkTerms(input);
  const reward = await rewardName(ctx, input);
  const programmeId = newId();
  await stampDb(ctx)
    .insertInto("wallet.stamp_programmes")
    .values({
      brand_id: ctx.brand.brandId,
      programme_id: programmeId,
      unit_id: input.unitId,
      name: input.name,
      name_en: input.nameEn,
      state: "draft",
      needed: input.needed,
      reward_kind: input.rewardKind,
      reward_id: input.rewardId,
      reward_name: reward.name,
      reward_name_en: reward.nameEn,
      scope_unit_ids: input.scopeUnitIds ? [...input.scopeUnitIds] : null,
      earn: input.earn,
      per_minor: input.perMinor,
      category_ids: input.categoryIds ? [...input.categoryIds] : null,
      visit_rule: input.visitRule,
      visit_minutes: input.visitMinutes,
      card_days: input.cardDays,
      ends_at: input.endsAt,
      created_at: ctx.now,
      started_at: null,
      ended_at: null,
    })
    .execute();
  await emit(ctx, "wallet.stamp_programme_created", {
    unitId: input.unitId,
    payload: { programmeId, needed: input.needed },
  });
  return programmeId;
}

/** Starts a draft, or ends it for good: cards keep what lies on them for their days. */
export async function changeProgramme(
  ctx: Context,
  programmeId: string,
  to: "active" | "ended",
): Promise<void> {
  const programme = await findProgramme(ctx, programmeId);
  if (!programme) throw refuse("stamp_programme_not_found");
  await permit(ctx, "offers.publish", programme.unit_id);
  const changed = await stampDb(ctx)
    .updateTable("wallet.stamp_programmes")
    .set(to === "active" ? { state: to, started_at: ctx.now } : { state: to, ended_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("state", "=", to === "active" ? "draft" : "active")
    .returning("programme_id")
    .executeTakeFirst();
  if (!changed) throw refuse("stamp_programme_fixed");
  const kind = to === "active" ? "started" : "ended";
  await emit(ctx, `wallet.stamp_programme_${kind}`, {
    unitId: programme.unit_id,
    payload: { programmeId },
  });
}

interface Figures {
  readonly programme_id: string;
  readonly members: number;
  readonly stamps: number;
  readonly removed: number;
  readonly full: number;
  readonly owed: number;
}

async function figuresOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Figures>> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<Figures>`
    select p.programme_id,
      (select count(distinct s.member_id) from wallet.stamps s where s.brand_id = ${brandId}
        and s.programme_id = p.programme_id) as members,
      (select coalesce(sum(s.count), 0)::bigint from wallet.stamps s where s.brand_id = ${brandId}
        and s.programme_id = p.programme_id) as stamps,
      (select coalesce(sum(s.removed), 0)::bigint from wallet.stamps s
        where s.brand_id = ${brandId} and s.programme_id = p.programme_id) as removed,
      (select count(*) from wallet.stamp_rewards r where r.brand_id = ${brandId}
        and r.programme_id = p.programme_id and r.taken_back_at is null) as "full",
      (select count(*) from wallet.stamp_rewards r where r.brand_id = ${brandId}
        and r.programme_id = p.programme_id and r.taken_back_at is null
        and r.right_id is null) as owed
    from unnest(${[...ids]}::uuid[]) as p(programme_id)`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.programme_id, row]));
}

/** A programme's terms, as readers get them. */
export function programmeView(one: ProgrammesTable) {
  return {
    programmeId: one.programme_id,
    unitId: one.unit_id,
    name: one.name,
    nameEn: one.name_en,
    state: one.state,
    needed: one.needed,
    rewardKind: one.reward_kind,
    rewardName: one.reward_name,
    rewardNameEn: one.reward_name_en,
    scopeUnitIds: one.scope_unit_ids,
    earn: one.earn,
    perMinor: one.per_minor,
    visitRule: one.visit_rule,
    visitMinutes: one.visit_minutes,
    cardDays: one.card_days,
    endsAt: one.ends_at?.epochMilliseconds ?? null,
  };
}

/** Programmes of the units that the actor answers for, newest first, with their figures. */
export async function listProgrammes(ctx: Context, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  const scope = await unitScope(ctx, "offers.read");
  let query = stampDb(ctx)
    .selectFrom("wallet.stamp_programmes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where(inScopeSql("unit_id", scope, ctx.recordedAt))
    .orderBy("programme_id", "desc")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("programme_id", "<", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.programme_id]);
  const figures = await figuresOf(ctx, page.items.map((one) => one.programme_id));
  const items = page.items.map((one) => {
    const { members = 0, stamps = 0, removed = 0, full = 0, owed = 0 } =
      figures.get(one.programme_id) ?? {};
    return {
      ...programmeView(one),
      figures: {
        members: Number(members), stamps: Number(stamps), removed: Number(removed),
        full: Number(full), owed: Number(owed),
      },
    };
  });
  return { items, next: page.next };
}

const mostOwed = 100;

/** Gives the rewards that a programme owes, the oldest first; refuses where none can be given. */
export async function giveOwedRewards(ctx: Context, programmeId: string): Promise<number> {
  const programme = await findProgramme(ctx, programmeId);
  if (!programme) throw refuse("stamp_programme_not_found");
  await permit(ctx, "offers.publish", programme.unit_id);
  const owing = await stampDb(ctx)
    .selectFrom("wallet.stamp_rewards")
    .select(["reward_id", "member_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("right_id", "is", null)
    .where("taken_back_at", "is", null)
    .orderBy("reward_id")
    .limit(mostOwed)
    .execute();
  if (owing.length === 0) throw refuse("stamp_reward_not_found");
  // A return of the same member would take the stamps of a reward that is being given.
  await lockMembers(ctx, owing.map((one) => one.member_id));
  const owed = await stampDb(ctx)
    .selectFrom("wallet.stamp_rewards")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("reward_id", "in", owing.map((one) => one.reward_id))
    .where("right_id", "is", null)
    .where("taken_back_at", "is", null)
    .orderBy("reward_id")
    .forUpdate()
    .execute();
  if (owed.length === 0) throw refuse("stamp_reward_not_found");
  let given = 0;
  for (const reward of owed) if (await giveOwed(ctx, programme, reward)) given++;
  if (given === 0) throw refuse("stamp_reward_still_owed");
  return given;
}
