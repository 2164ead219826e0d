import { unitAncestors } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { isLapsed } from "./lapse-card.ts";
import { programmeView } from "./programmes.ts";
import { cardsOf, liveProgrammes, rewardsOf, stampDb } from "./queries.ts";
import type { CardsTable, ProgrammesTable, StampsTable } from "./tables.ts";

/** The stamps that stand, newest first: as many as a card shows. */
async function newestStamps(ctx: Context, memberId: string, programmeId: string, most: number) {
  return stampDb(ctx)
    .selectFrom("wallet.stamps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("member_id", "=", memberId)
    .where("lapsed_at", "is", null)
    .whereRef("removed", "<", "count")
    .orderBy("at", "desc")
    .limit(most)
    .execute();
}

async function stampView(ctx: Context, stamp: StampsTable) {
  const [store] = stamp.store_id ? await unitAncestors(ctx, stamp.store_id, ctx.recordedAt) : [];
  return {
    at: stamp.at.epochMilliseconds,
    count: stamp.count - stamp.removed,
    storeName: store?.name ?? null,
    storeNameEn: store?.nameEn ?? null,
  };
}

async function cardView(
  ctx: Context,
  memberId: string,
  programme: ProgrammesTable,
  card: CardsTable | undefined,
) {
  const open = card && !isLapsed(card, ctx.now) ? card : undefined;
  const held = open?.held ?? 0;
  const { programme_id: programmeId } = programme;
  const stamps = held > 0 ? await newestStamps(ctx, memberId, programmeId, held) : [];
  const rewards = card ? await rewardsOf(ctx, programmeId, memberId) : [];
  return {
    ...programmeView(programme),
    held,
    expiresAt: open?.expires_at?.epochMilliseconds ?? null,
    rewards: rewards.length,
    owed: rewards.filter((one) => one.right_id === null).length,
    stamps: await Promise.all(stamps.map((stamp) => stampView(ctx, stamp))),
  };
}

/** Every card that a member has or could begin, the fullest first. */
export async function myStampCards(ctx: Context, memberId: string) {
  const cards = new Map((await cardsOf(ctx, memberId)).map((one) => [one.programme_id, one]));
  const live = await liveProgrammes(ctx, ctx.now);
  const known = new Set(live.map((one) => one.programme_id));
  const kept = [...cards.values()].filter((one) => !known.has(one.programme_id) && one.held > 0);
  const ended = kept.length === 0 ? [] : await stampDb(ctx)
    .selectFrom("wallet.stamp_programmes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "in", kept.map((one) => one.programme_id))
    .execute();
  const views = [];
  for (const programme of [...live, ...ended]) {
    views.push(await cardView(ctx, memberId, programme, cards.get(programme.programme_id)));
  }
  return views.sort((a, b) => b.held / b.needed - a.held / a.needed);
}
