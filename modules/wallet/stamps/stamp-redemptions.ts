import { sql } from "kysely";
import { readPaths } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import type { JournalEvent } from "#platform/journal.ts";
import { atStore, causesStamped, isLiveAt } from "./queries.ts";
import { isCountedBy, stampVisitOn, type Visit, visitKeyOf } from "./give-stamps.ts";
import type { ProgrammesTable } from "./tables.ts";

interface Told {
  /** At the instant of the redemption. */
  readonly ctx: Context;
  readonly visit: Visit;
  readonly programme: ProgrammesTable;
}

export const causeOf = ({ payload }: JournalEvent): string =>
  `redemption:${String(payload.redemptionId)}`;

/** Whoever redeems at a store is there; a stamp by the member's code is given already. */
function visitOf(event: JournalEvent): Visit | null {
  const { memberId, payload: { storeId, rightKind } } = event;
  if (!memberId || typeof storeId !== "string" || rightKind === "stamps") return null;
  return { memberId, storeId, way: "redemption", cause: causeOf(event), staffId: null };
}

/** The cards that each visit asks for, in the order of the journal, then of the programmes' ids. */
async function toldOf(
  ctx: Context,
  events: readonly JournalEvent[],
  programmes: readonly ProgrammesTable[],
): Promise<Told[]> {
  const told: Told[] = [];
  for (const event of events) {
    const visit = visitOf(event);
    if (!visit) continue;
    const then = { ...ctx, now: event.occurredAt };
    const live = programmes.filter((one) => one.earn === "visit" && isLiveAt(one, then.now));
    for (const programme of await atStore(then, live, visit.storeId)) {
      told.push({ ctx: then, visit, programme });
    }
  }
  return told;
}

interface LastRow {
  readonly place: number;
  readonly at: Temporal.Instant;
}

/** {@link countedBy} for all in one statement: places of visits that a stamp stands for already. */
async function countedPlaces(ctx: Context, told: readonly Told[]): Promise<ReadonlySet<number>> {
  const keys = told.map((one) => visitKeyOf(one.ctx, one.programme, one.visit));
  const { rows } = await sql<LastRow>`
    select v.place::int as place, s.at
    from unnest(${told.map(({ programme }) => programme.programme_id)}::uuid[],
      ${told.map(({ visit }) => visit.memberId)}::uuid[], ${keys}::text[])
      with ordinality as v(programme_id, member_id, visit_key, place)
    cross join lateral (
      select at from wallet.stamps where brand_id = ${ctx.brand.brandId}
        and programme_id = v.programme_id and member_id = v.member_id and removed = 0
        and visit_key is not null and visit_key = coalesce(v.visit_key, visit_key)
      order by at desc limit 1) s`.execute(ctx.tx);
  return new Set(rows.flatMap(({ place, at }) => {
    const one = told[place - 1]!;
    return isCountedBy(one.ctx, one.programme, at) ? [place - 1] : [];
  }));
}

/**
 * Stamps the visits of redemptions that follow each other in the journal; their members are locked.
 * Most of them are counted already, and that is asked for all at once: nobody else gives or takes
 * stamps of these members meanwhile, and what is given here only makes more of them counted.
 */
export async function stampRedemptions(
  ctx: Context,
  events: readonly JournalEvent[],
  programmes: readonly ProgrammesTable[],
): Promise<void> {
  await readPaths(ctx, events.flatMap((event) => visitOf(event)?.storeId ?? []));
  const told = await toldOf(ctx, events, programmes);
  if (told.length === 0) return;
  const [stamped, counted] = await Promise.all([
    causesStamped(ctx, told.map(({ visit }) => visit.cause)),
    countedPlaces(ctx, told),
  ]);
  for (const [place, { ctx: then, visit, programme }] of told.entries()) {
    if (counted.has(place) || stamped.has(visit.cause)) continue;
    await stampVisitOn(then, programme, visit);
  }
}
