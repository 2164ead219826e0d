import type {
  RightCommit, RightFacts, RightKind, RightRefusal,
} from "#modules/redemption/index.ts";
import { getStore } from "#modules/stores/index.ts";
import type { Context, Lang } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { clockText } from "#platform/time.ts";
import { startAcceptance } from "../hand-over.ts";
import { lockOrder } from "../locks.ts";
import { findOrder, linesOf } from "../queries.ts";
import type { LinesTable, OrdersTable } from "../tables.ts";
import { takeStep } from "../take-step.ts";
import { stateWord } from "../words.ts";
import { changePickup, findPickup, noteCollected } from "./pickups.ts";
import type { PickupsTable } from "./tables.ts";

/** Goods that are still to be handed over, as they are read out: 龙井 ×2、茶杯 ×1. */
export function goodsText(lines: readonly LinesTable[], lang: Lang): string {
  return lines
    .filter((line) => line.quantity > line.returned)
    .map(({ name, name_en: en, quantity, returned }) =>
      `${lang === "en" ? (en ?? name) : name} ×${quantity - returned}`)
    .join(lang === "en" ? ", " : "、");
}

const nothing = {
  amountMinor: null, bps: null, capMinor: null, payMinor: null, thresholdMinor: null,
};
// A pickup whose days were not counted yet is shown as open for as long as the longest setting.
const longestDays = 90;

interface Collecting {
  readonly order: OrdersTable;
  readonly pickup: PickupsTable;
}

async function factsOf(ctx: Context, { order, pickup }: Collecting): Promise<RightFacts> {
  const lines = await linesOf(ctx, [order.order_id]);
  const from = order.paid_at ?? order.placed_at;
  return {
    rightId: order.order_id,
    memberId: order.member_id,
    offerId: null,
    title: goodsText(lines, "zh"),
    titleEn: goodsText(lines, "en"),
    description: `订单 ${order.number}`,
    descriptionEn: `Order ${order.number}`,
    benefit: { kind: "pickup", label: order.number.slice(-4), ...nothing },
    validFrom: from,
    // Kept goods can be collected as long as the order stands.
    validTo: pickup.release_at ?? from.add({ hours: 24 * longestDays }),
    usesLeft: order.state === "paid" ? 1 : 0,
    usesTotal: 1,
    needsBill: false,
    asksBill: false,
  };
}

async function storeWords(ctx: Context, storeId: string) {
  const { name, nameEn } = await getStore(ctx, storeId);
  return {
    where: ctx.lang === "en" ? (nameEn ?? name) : name,
    storeId,
    storeName: name,
    storeNameEn: nameEn,
  };
}

/** Redemption tells when and where of what it made; the rest is told here. */
async function collectedRefusal(
  ctx: Context,
  { order, pickup }: Collecting,
): Promise<RightRefusal> {
  const at = pickup.collected_at ?? order.handed_over_at ?? ctx.now;
  const params = {
    when: clockText(ctx, at),
    at: at.epochMilliseconds,
    ...(await storeWords(ctx, order.store_id)),
  };
  return { code: "pickup_collected", params, usedUp: pickup.redemption_id !== null };
}

async function refusalOf(
  ctx: Context,
  one: Collecting,
  storeId: string | null,
): Promise<RightRefusal | null> {
  const { order } = one;
  if (order.state === "awaiting_payment" || order.state === "confirmed") {
    return { code: "pickup_unpaid", params: {} };
  }
  if (["handed_over", "accepted", "owed"].includes(order.state)) return collectedRefusal(ctx, one);
  if (order.state !== "paid") {
    const state = stateWord(order.state, ctx.lang);
    return { code: "pickup_ended", params: { state, stateCode: order.state } };
  }
  if (storeId === null || storeId === order.store_id) return null;
  return { code: "pickup_elsewhere", params: await storeWords(ctx, order.store_id) };
}

async function collecting(
  ctx: Context,
  orderId: string,
  read: typeof findOrder,
): Promise<Collecting | null> {
  const order = await read(ctx, orderId);
  const pickup = order && (await findPickup(ctx, orderId));
  return order && pickup ? { order, pickup } : null;
}

/** An order that its member collects, as a right that one redemption uses up. */
export const pickupRight: RightKind = {
  kind: "pickup",
  async preview(ctx, { rightId, storeId }) {
    const one = await collecting(ctx, rightId, findOrder);
    if (!one) return null;
    return { facts: await factsOf(ctx, one), refusal: await refusalOf(ctx, one, storeId) };
  },
  async commit(ctx, { rightId, storeId, redemptionId }): Promise<RightCommit> {
    const one = await collecting(ctx, rightId, lockOrder);
    if (!one) return { done: false, refusal: { code: "pickup_not_found", params: {} } };
    const refusal = await refusalOf(ctx, one, storeId);
    if (refusal) return { done: false, refusal };
    const { order } = one;
    await takeStep(ctx, order, "hand_over", {
      handed_over_at: ctx.now,
      accept_at: await startAcceptance(ctx, order.order_id),
    });
    await noteCollected(ctx, order, redemptionId);
    const { campaign_id: campaignId, channel_id: channelId, source_code_id: sourceCodeId } = order;
    return {
      done: true,
      facts: { ...(await factsOf(ctx, one)), usesLeft: 0 },
      source: { campaignId, channelId, sourceCodeId },
      newMember: false,
      discountMinor: null,
      payableMinor: null,
      shares: null,
    };
  },
  async undo(ctx, { rightId, redemptionId }) {
    const one = await collecting(ctx, rightId, lockOrder);
    if (!one) throw refuse("pickup_not_found");
    const { order, pickup } = one;
    const lines = await linesOf(ctx, [rightId]);
    // Whoever gave goods back had them: the hand-over stands.
    const back = order.state === "returned" || lines.some((line) => line.returned > 0);
    if (back) throw refuse("pickup_goods_returned");
    await takeStep(ctx, order, "undo_hand_over", { handed_over_at: null, accept_at: null });
    // They stand at the counter, or come back for it: never over on the same day.
    const tomorrow = ctx.now.add({ hours: 24 });
    const late = pickup.release_at && Temporal.Instant.compare(pickup.release_at, tomorrow) < 0;
    await changePickup(ctx, rightId, {
      collected_at: null,
      redemption_id: null,
      ...(late ? { release_at: tomorrow } : {}),
    });
    const { store_id: unitId, member_id: memberId } = order;
    const payload = { orderId: rightId, redemptionId };
    await emit(ctx, "orders.pickup_undone", { unitId, memberId, payload });
  },
  // Its only code is the one that the member shows: an order's number is no secret.
  byPermanentCode: async () => null,
};
