import { sql } from "kysely";
import { unitAncestors } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type {
  CardsTable, ProgrammesTable, RewardsTable, StampsTable, StampTables,
} from "./tables.ts";

export const stampDb = (ctx: Context) => tablesOf<StampTables>(ctx);

export async function findProgramme(
  ctx: Context,
  programmeId: string,
): Promise<ProgrammesTable | null> {
  const row = await stampDb(ctx)
    .selectFrom("wallet.stamp_programmes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .executeTakeFirst();
  return row ?? null;
}

/** All that were ever started, by id: locks are taken in this order. */
export async function startedProgrammes(ctx: Context): Promise<ProgrammesTable[]> {
  return stampDb(ctx)
    .selectFrom("wallet.stamp_programmes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("started_at", "is not", null)
    .orderBy("programme_id")
    .execute();
}

/** Whether a programme gives stamps at an instant. */
export function isLiveAt(programme: ProgrammesTable, at: Temporal.Instant): boolean {
  const { started_at: from, ended_at: ended, ends_at: until } = programme;
  const isAfter = (one: Temporal.Instant | null) =>
    one === null || Temporal.Instant.compare(one, at) > 0;
  return from !== null && Temporal.Instant.compare(from, at) <= 0
    && isAfter(ended) && isAfter(until);
}

/** Programmes that give stamps at an instant, by id. */
export async function liveProgrammes(
  ctx: Context,
  at: Temporal.Instant,
): Promise<ProgrammesTable[]> {
  return (await startedProgrammes(ctx)).filter((one) => isLiveAt(one, at));
}

/** Of the programmes those that count at a store. */
export async function atStore(
  ctx: Context,
  programmes: readonly ProgrammesTable[],
  storeId: string | null,
): Promise<ProgrammesTable[]> {
  const above = storeId === null ? [] : await unitAncestors(ctx, storeId, ctx.recordedAt);
  const units = new Set(above.map((unit) => unit.unitId));
  return programmes.filter(({ scope_unit_ids: scope }) =>
    scope === null || scope.some((unitId) => units.has(unitId)));
}

export async function cardsOf(ctx: Context, memberId: string): Promise<CardsTable[]> {
  return stampDb(ctx)
    .selectFrom("wallet.stamp_cards")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("programme_id")
    .execute();
}

export async function stampsFor(ctx: Context, cause: string): Promise<StampsTable[]> {
  return stampDb(ctx)
    .selectFrom("wallet.stamps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("cause", "=", cause)
    .orderBy("programme_id")
    .execute();
}

/** Of the causes those for which stamps were given. */
export async function causesStamped(
  ctx: Context,
  causes: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ cause: string }>`
    select distinct cause from wallet.stamps where brand_id = ${ctx.brand.brandId}
      and cause = any(${[...causes]}::text[])`.execute(ctx.tx);
  return new Set(rows.map(({ cause }) => cause));
}

/** The last stamp of a visit that still stands; of one visit's key alone, where it is named. */
export async function lastVisit(
  ctx: Context,
  programmeId: string,
  memberId: string,
  key: string | null,
): Promise<StampsTable | null> {
  const visits = stampDb(ctx)
    .selectFrom("wallet.stamps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("member_id", "=", memberId)
    .where("removed", "=", 0)
    .orderBy("at", "desc")
    .limit(1);
  const asked = key === null
    ? visits.where("visit_key", "is not", null)
    : visits.where("visit_key", "=", key);
  return (await asked.executeTakeFirst()) ?? null;
}

/** Rewards in force of a card, the newest first. */
export async function rewardsOf(
  ctx: Context,
  programmeId: string,
  memberId: string,
): Promise<RewardsTable[]> {
  return stampDb(ctx)
    .selectFrom("wallet.stamp_rewards")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("member_id", "=", memberId)
    .where("taken_back_at", "is", null)
    .orderBy("reward_id", "desc")
    .limit(100)
    .execute();
}

/** The member's card, made if it is the first time, held to the end of the transaction. */
export async function lockCard(
  ctx: Context,
  programmeId: string,
  memberId: string,
): Promise<CardsTable> {
  await sql`
    insert into wallet.stamp_cards (brand_id, programme_id, member_id, card_no, held)
    values (${ctx.brand.brandId}, ${programmeId}, ${memberId}, 1, 0)
    on conflict do nothing`.execute(ctx.tx);
  return stampDb(ctx)
    .selectFrom("wallet.stamp_cards")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("member_id", "=", memberId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}
