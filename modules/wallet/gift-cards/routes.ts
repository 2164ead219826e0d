import { Readable } from "node:stream";
import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Day, Id, Millis, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { exportCards } from "./export-cards.ts";
import { makeGiftBatch } from "./make-batch.ts";
import { type CountedBatch, listGiftBatches } from "./queries.ts";
import { recallGiftBatch } from "./recall-batch.ts";
import { redeemGiftCard } from "./redeem-card.ts";
import { sellCards } from "./sell-cards.ts";

const tag = "gift cards";
const closed = { additionalProperties: false };
const path = "/api/:brand/gift-card-batches";
const params = T.Object({ batchId: Id });
const most = 5_000;

const BatchSchema = T.Object({
  batchId: Id,
  name: T.String(),
  how: Word("sold", "given"),
  unitId: Id,
  faceMinor: Minor,
  made: T.Integer(),
  unsold: T.Integer(),
  active: T.Integer(),
  redeemed: T.Integer(),
  recalled: T.Integer(),
  validTo: Day,
  recallReason: Nullable(T.String()),
  createdAt: Millis,
});

const viewOf = (row: CountedBatch) => ({
  batchId: row.batch_id,
  name: row.name,
  how: row.how,
  unitId: row.unit_id,
  faceMinor: row.face_minor,
  made: row.made,
  unsold: row.unsold,
  active: row.active,
  redeemed: row.redeemed,
  recalled: row.recalled,
  validTo: row.valid_to,
  recallReason: row.recall_reason,
  createdAt: row.created_at.epochMilliseconds,
});

const list = defineRoute({
  operationId: "listGiftCardBatches",
  method: "GET",
  path,
  tag,
  summary: { zh: "礼品卡批次", en: "Batches of gift cards, newest first" },
  access: staff("stored_value.manage", "any"),
  query: T.Object(pageQuery),
  answer: pageOf(BatchSchema),
  async run(ctx, { query }) {
    const { items, next } = await listGiftBatches(ctx, query);
    return { items: items.map(viewOf), next };
  },
});

const make = defineRoute({
  operationId: "makeGiftCardBatch",
  method: "POST",
  path,
  tag,
  summary: { zh: "制作一批礼品卡", en: "Make a batch of gift cards" },
  access: staff("stored_value.manage", { unit: (input: { body: { unitId: string } }) =>
    input.body.unitId }),
  body: T.Object(
    {
      name: Text(60),
      how: Word("sold", "given"),
      unitId: Id,
      faceMinor: T.Integer({ minimum: 1, maximum: 100_000_000 }),
      count: T.Integer({ minimum: 1, maximum: most }),
      validTo: Day,
    },
    closed,
  ),
  answer: T.Object({ batchId: Id }),
  status: 201,
  errors: ["gift_card_over_law"],
  run: async (ctx, { body }) => ({ batchId: await makeGiftBatch(ctx, body) }),
});

const sell = defineRoute({
  operationId: "sellGiftCards",
  method: "POST",
  path: `${path}/:batchId/sell`,
  tag,
  summary: { zh: "门店售卡（收款后激活）", en: "Sell cards at a store: paid, then active" },
  access: staff("orders.work", { unit: (input: { body: { storeId: string } }) =>
    input.body.storeId }),
  params,
  body: T.Object(
    {
      storeId: Id,
      from: T.Integer({ minimum: 1, maximum: most }),
      to: T.Integer({ minimum: 1, maximum: most }),
    },
    closed,
  ),
  answer: T.Object({ amountMinor: Minor }),
  errors: ["gift_batch_not_found", "gift_batch_recalled", "gift_cards_not_for_sale"],
  run: async (ctx, { params: { batchId }, body }) => ({
    amountMinor: await sellCards(ctx, { batchId, ...body }),
  }),
});

const recall = defineRoute({
  operationId: "recallGiftCards",
  method: "POST",
  path: `${path}/:batchId/recall`,
  tag,
  summary: { zh: "收回未兑换的礼品卡", en: "Recall the cards of a batch that are not redeemed" },
  access: staff("stored_value.manage", "any"),
  params,
  body: T.Object({ reason: Text(200) }, closed),
  answer: T.Object({ cards: T.Integer() }),
  errors: ["gift_batch_not_found", "gift_batch_recalled"],
  run: async (ctx, { params: { batchId }, body }) => ({
    cards: await recallGiftBatch(ctx, batchId, body.reason),
  }),
});

const exportOne = defineRoute({
  operationId: "exportGiftCards",
  method: "POST",
  path: `${path}/:batchId/codes.csv`,
  tag,
  summary: { zh: "导出卡密（记入流水）", en: "Export the codes; the journal keeps that" },
  access: staff("stored_value.manage", "any"),
  // A stored answer would keep the codes in plain words.
  idempotent: "exempt",
  params,
  raw: true,
  errors: ["gift_batch_not_found", "gift_batch_recalled"],
  async run(ctx, { params: { batchId }, reply }) {
    const text = await exportCards(ctx, batchId);
    reply.header("content-disposition", `attachment; filename="cards-${batchId.slice(-8)}.csv"`);
    reply.header("cache-control", "no-store");
    await reply.type("text/csv; charset=utf-8").send(Readable.from(text));
  },
});

const redeem = defineRoute({
  operationId: "redeemGiftCard",
  method: "POST",
  path: "/:brand/api/gift-cards/redeem",
  tag,
  summary: { zh: "把礼品卡兑换到我的储值", en: "Add a gift card to my stored value" },
  access: memberOnly(),
  body: T.Object({ code: Text(40) }, closed),
  answer: T.Object({ faceMinor: Minor }),
  errors: [
    "gift_card_not_found", "gift_card_used", "gift_card_recalled", "gift_card_not_sold",
    "stored_value_blocked", "stored_value_over_most", "too_many_tries",
  ],
  run(ctx, { body }) {
    if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
    return redeemGiftCard(ctx, ctx.actor.memberId, body.code);
  },
});

export const giftCardRoutes: readonly Route[] = [list, make, sell, recall, exportOne, redeem];
