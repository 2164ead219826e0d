import { type Context } from "#platform/context.ts";
import type { RightRefusal } from "#modules/redemption/index.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { clockText, dayOf } from "#platform/time.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { addToCard, openCard, takeFromCard, type Stamped } from "./change-card.ts";
import { lockMembers } from "./locks.ts";
import {
  atStore, findProgramme, lastVisit, liveProgrammes, stampDb, stampsFor,
} from "./queries.ts";
import type { CardsTable, ProgrammesTable, StampsTable, StampWay } from "./tables.ts";
import { visitRuleText } from "./words.ts";

export interface Visit {
  readonly memberId: string;
  readonly storeId: string;
  readonly way: StampWay;
  readonly cause: string;
  readonly staffId: string | null;
}

/** What one stamp of a visit stands for; by it the database has one only. */
function visitKey(ctx: Context, programme: ProgrammesTable, visit: Visit): string {
  const day = dayOf(ctx);
  if (programme.visit_rule === "day") return day;
  if (programme.visit_rule === "day_store") return `${day} ${visit.storeId}`;
  return visit.cause;
}

/** Null: any stamp of a visit may stand for it, where it is not too old. */
export const visitKeyOf = (ctx: Context, programme: ProgrammesTable, visit: Visit) =>
  programme.visit_minutes === null ? visitKey(ctx, programme, visit) : null;

/** Whether the last stamp of that key stands for a visit now. */
export function isCountedBy(
  ctx: Context,
  { visit_minutes: minutes }: ProgrammesTable,
  last: Temporal.Instant,
): boolean {
  return minutes === null || Temporal.Instant.compare(last.add({ minutes }), ctx.now) > 0;
}

/** The stamp that stands for this visit already. */
async function countedBy(
  ctx: Context,
  programme: ProgrammesTable,
  visit: Visit,
): Promise<StampsTable | null> {
  const key = visitKeyOf(ctx, programme, visit);
  const last = await lastVisit(ctx, programme.programme_id, visit.memberId, key);
  return last && isCountedBy(ctx, programme, last.at) ? last : null;
}

async function countedRefusal(
  ctx: Context,
  programme: ProgrammesTable,
  last: StampsTable,
): Promise<RightRefusal> {
  const [store] = last.store_id ? await unitAncestors(ctx, last.store_id, ctx.recordedAt) : [];
  const name = ctx.lang === "en" ? (store?.nameEn ?? store?.name) : store?.name;
  return {
    code: "stamp_visit_counted",
    params: {
      when: clockText(ctx, last.at),
      where: name ?? "—",
      at: last.at.epochMilliseconds,
      storeName: store?.name ?? null,
      storeNameEn: store?.nameEn ?? null,
      rule: visitRuleText(programme, ctx.lang),
    },
  };
}

/** Writes a stamp on a card that is held; at most one for each cause. */
export async function putStamp(
  ctx: Context,
  programme: ProgrammesTable,
  card: CardsTable,
  stamp: Pick<StampsTable, "way" | "cause" | "visit_key" | "store_id" | "staff_id" | "count">,
): Promise<Stamped> {
  const { programme_id, member_id } = card;
  const stamp_id = newId();
  await stampDb(ctx)
    .insertInto("wallet.stamps")
    .values({
      brand_id: ctx.brand.brandId, stamp_id, programme_id, member_id, card_no: card.card_no,
      ...stamp, removed: 0, at: ctx.now, removed_at: null, lapsed_at: null,
    })
    .execute();
  const given = { stamp_id, store_id: stamp.store_id };
  const done = await addToCard(ctx, programme, card, stamp.count, given);
  if (done.card.card_no !== card.card_no) await moveToCard(ctx, stamp_id, done.card.card_no);
  const { held } = done.stamped;
  await emit(ctx, "wallet.stamped", {
    unitId: stamp.store_id,
    memberId: member_id,
    payload: {
      programmeId: programme_id, stampId: stamp_id, way: stamp.way, storeId: stamp.store_id,
      count: stamp.count, held,
    },
  });
  return done.stamped;
}

/** The card on which the last of its stamps lies. */
export async function moveToCard(ctx: Context, stampId: string, cardNo: number): Promise<void> {
  await stampDb(ctx)
    .updateTable("wallet.stamps")
    .set({ card_no: cardNo })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("stamp_id", "=", stampId)
    .execute();
}

export interface VisitOutcome {
  readonly programme: ProgrammesTable;
  readonly stamped: Stamped | null;
  readonly refusal: RightRefusal | null;
}

/** Programmes that stamp a visit at a store now. */
export async function visitProgrammes(ctx: Context, storeId: string | null) {
  const live = await liveProgrammes(ctx, ctx.now);
  const visits = live.filter((one) => one.earn === "visit");
  return storeId === null ? visits : atStore(ctx, visits, storeId);
}

/** Whether a visit would be stamped; nothing is written. */
export async function tellVisit(
  ctx: Context,
  programme: ProgrammesTable,
  visit: Visit,
): Promise<RightRefusal | null> {
  const last = await countedBy(ctx, programme, visit);
  return last && countedRefusal(ctx, programme, last);
}

/**
 * Stamps a visit on every card of the member that this store stamps. A visit that was stamped
 * before is told apart, never stamped twice: the card's row decides.
 */
export async function stampVisit(ctx: Context, visit: Visit): Promise<VisitOutcome[]> {
  const outcomes: VisitOutcome[] = [];
  for (const programme of await visitProgrammes(ctx, visit.storeId)) {
    outcomes.push(await stampVisitOn(ctx, programme, visit));
  }
  return outcomes;
}

/** {@link stampVisit} on the card of one programme. */
export async function stampVisitOn(
  ctx: Context,
  programme: ProgrammesTable,
  visit: Visit,
): Promise<VisitOutcome> {
  const card = await openCard(ctx, programme, visit.memberId);
  const refusal = await tellVisit(ctx, programme, visit);
  const stamp = {
    way: visit.way, cause: visit.cause, visit_key: visitKey(ctx, programme, visit),
    store_id: visit.storeId, staff_id: visit.staffId, count: 1,
  };
  const stamped = refusal ? null : await putStamp(ctx, programme, card, stamp);
  return { programme, stamped, refusal };
}

/** Takes `count` off a stamp, its card held; what lapsed stays lapsed. */
export async function removeStamp(
  ctx: Context,
  known: StampsTable,
  count: number,
): Promise<void> {
  const { programme_id: programmeId, member_id: memberId } = known;
  const programme = await findProgramme(ctx, programmeId);
  if (!programme) throw new Error(`stamp ${known.stamp_id} has no programme`);
  const card = await openCard(ctx, programme, memberId);
  const stamp = await stampDb(ctx)
    .selectFrom("wallet.stamps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("stamp_id", "=", known.stamp_id)
    .executeTakeFirstOrThrow();
  const gone = Math.min(count, stamp.count - stamp.removed);
  if (gone === 0 || stamp.lapsed_at) return;
  await takeFromCard(ctx, programme, card, stamp, gone);
  await stampDb(ctx)
    .updateTable("wallet.stamps")
    .set({ removed: stamp.removed + gone, removed_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("stamp_id", "=", stamp.stamp_id)
    .execute();
}

/** Takes back whatever a cause gave, on all cards; again, it changes nothing. */
export async function removeFor(ctx: Context, cause: string): Promise<void> {
  const given = await stampsFor(ctx, cause);
  await lockMembers(ctx, given.map((stamp) => stamp.member_id));
  for (const stamp of given) await removeStamp(ctx, stamp, stamp.count);
}
