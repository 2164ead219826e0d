import { Type as T } from "typebox";
import { findMine, mostCodes, VoucherSchema } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Day, Id, Nullable } from "#platform/schema.ts";
import { claimLimitCodes } from "../limit-rules.ts";
import { acceptGift } from "./accept-gift.ts";
import { bindCode } from "./bind-code.ts";
import { createCodeBatch } from "./create-batch.ts";
import "./errors.ts";
import { importCodes } from "./import-batch.ts";

const tag = "promotions";
const offerParams = T.Object({ offerId: Id });
const name = T.String({ minLength: 1, maxLength: 60, pattern: "\\S" });
const ofOffer = ["offer_not_found", "offer_not_published", "offer_over", "offer_not_bearer"];
const ofDay = ["code_batch_day_past", "codes_over_stock"];

const create = defineRoute({
  operationId: "createCodeBatch",
  method: "POST",
  path: "/api/:brand/offers/:offerId/code-batches",
  tag,
  summary: { zh: "批量生成券码", en: "Make a batch of codes to print" },
  access: staff("offers.publish"),
  params: offerParams,
  body: T.Object(
    {
      name,
      count: T.Integer({ minimum: 1, maximum: mostCodes }),
      lastDay: T.Optional(Day),
    },
    { additionalProperties: false },
  ),
  status: 201,
  answer: T.Object({ batchId: Id }),
  errors: [...ofOffer, ...ofDay],
  async run(ctx, { params, body }) {
    return { batchId: await createCodeBatch(ctx, { offerId: params.offerId, ...body }) };
  },
});

const importing = defineRoute({
  operationId: "importCodes",
  method: "POST",
  path: "/api/:brand/offers/:offerId/code-batches/import",
  tag,
  summary: { zh: "从 CSV 导入第三方券码", en: "Import codes that others made, from CSV" },
  access: staff("offers.publish"),
  params: offerParams,
  query: T.Object({ name, lastDay: T.Optional(Day) }),
  streamBody: true,
  transaction: "none",
  answer: T.Object({
    batchId: Nullable(Id),
    added: T.Integer(),
    known: T.Integer(),
    problemCount: T.Integer(),
    problems: T.Array(T.Object({ line: T.Integer(), code: T.String(), detail: T.String() })),
  }),
  errors: [...ofOffer, "code_batch_day_past", "code_batch_recalled", "unsupported_media"],
  async run(ctx, { params, query, request }) {
    const stream = request.body as AsyncIterable<Uint8Array> | null;
    const streams = typeof stream === "object" && stream && Symbol.asyncIterator in stream;
    if (!streams) throw refuse("unsupported_media");
    return importCodes(ctx, { offerId: params.offerId, ...query }, stream);
  },
});

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const limits = ["stopped", "offer_member_limit", ...claimLimitCodes];

const bind = defineRoute({
  operationId: "bindCode",
  method: "POST",
  path: "/:brand/api/codes",
  tag,
  summary: { zh: "用券码换一张券到券包", en: "Put a code's voucher into my wallet" },
  access: memberOnly(),
  body: T.Object(
    { code: T.String({ minLength: 1, maxLength: 100 }) },
    { additionalProperties: false },
  ),
  answer: VoucherSchema,
  errors: ["code_not_usable", "voucher_recalled", "too_many_tries", ...limits],
  async run(ctx, { body, request }) {
    const memberId = memberOf(ctx);
    const visitorId = request.cookies.bihuan_visitor ?? null;
    return findMine(ctx, memberId, await bindCode(ctx, { memberId, code: body.code, visitorId }));
  },
});

const accept = defineRoute({
  operationId: "acceptGift",
  method: "POST",
  path: "/:brand/api/gifts/accept",
  tag,
  summary: { zh: "领取朋友转赠的券", en: "Accept what a friend gives" },
  access: memberOnly(),
  body: T.Object(
    { token: T.String({ minLength: 1, maxLength: 100 }) },
    { additionalProperties: false },
  ),
  answer: VoucherSchema,
  errors: ["gift_over", "gift_own", ...limits],
  async run(ctx, { body, request }) {
    const memberId = memberOf(ctx);
    const visitorId = request.cookies.bihuan_visitor ?? null;
    const voucherId = await acceptGift(ctx, { memberId, token: body.token, visitorId });
    return findMine(ctx, memberId, voucherId);
  },
});

export const bulkRoutes: readonly Route[] = [create, importing, bind, accept];
