import { sql } from "kysely";
import { stopsAmong } from "#modules/limits/index.ts";
import { phoneHashes } from "#modules/members/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { givenOf, type Tries, triesOf } from "./counters.ts";
import { type OpenDraw, openView } from "./draw-view.ts";
import { getDrawRow } from "./queries.ts";
import type { DrawsTable, DrawsTables } from "./tables.ts";

const noTries: Tries = { left: null, againAt: null };
// A store's page shows few; a draw stays visible a while after its end, with its seed.
const mostAtStore = 5;
const shownAfterEnd = { hours: 24 * 7 };

async function memberTries(ctx: Context, rows: readonly DrawsTable[]): Promise<Tries[]> {
  if (ctx.actor.kind !== "member") return rows.map(() => noTries);
  const { memberId } = ctx.actor;
  const phones = await phoneHashes(ctx, [memberId]);
  const subject = { member: memberId, phone: phones.get(memberId) ?? null };
  return triesOf(ctx, rows.map((draw) => ({ asker: ctx, draw, subject })));
}

async function viewsOf(ctx: Context, rows: readonly DrawsTable[]): Promise<OpenDraw[]> {
  const given = await givenOf(ctx, rows);
  const signOf = (row: DrawsTable) => ({ kind: "draw", targetId: row.draw_id }) as const;
  const isStopped = await stopsAmong(ctx, rows.map(signOf));
  const tries = await memberTries(ctx, rows);
  return rows.map((row, place) =>
    openView(ctx, row, {
      given: given.get(row.draw_id) ?? [],
      isStopped: isStopped(signOf(row)),
      tries: tries[place] ?? noTries,
    }));
}

/** One published draw as its page shows it, to anybody. */
export async function openDraw(ctx: Context, drawId: string): Promise<OpenDraw> {
  const row = await getDrawRow(ctx, drawId);
  if (row.state === "draft") throw refuse("draw_not_found");
  const [view] = await viewsOf(ctx, [row]);
  return view!;
}

/** Draws of a store and of the units above it that can be seen now; the first to end first. */
export async function drawsAt(ctx: Context, storeId: string): Promise<OpenDraw[]> {
  const units = (await unitAncestors(ctx, storeId, ctx.recordedAt)).map((unit) => unit.unitId);
  const rows = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.draws")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("unit_id", "=", sql<string>`any(${units}::uuid[])`)
    .where("state", "<>", "draft")
    .where("ends_at", ">", ctx.now.subtract(shownAfterEnd))
    .orderBy(sql`ends_at <= ${ctx.now}`)
    .orderBy("ends_at")
    .orderBy("draw_id")
    .limit(mostAtStore)
    .execute();
  return viewsOf(ctx, rows);
}

/** What module pages puts on a store's page: names and times; the draw's own page says the rest. */
export const drawsPagePart = {
  name: "draws",
  async load(ctx: Context, store: { readonly storeId: string }) {
    const draws = await drawsAt(ctx, store.storeId);
    return draws.map(({ drawId, phase, name, nameEn, startsAt, endsAt }) =>
      ({ drawId, phase, name, nameEn, startsAt, endsAt }));
  },
};
