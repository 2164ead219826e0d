import { Type as T } from "typebox";
import { limitCodes, redeemable } from "#modules/limits/index.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Day, Id, Nullable } from "#platform/schema.ts";
import { commit, commitMany } from "./commit.ts";
import { listRedemptions } from "./list-redemptions.ts";
import { prepare, prepareMany } from "./prepare.ts";
import { rightLink } from "./public-url.ts";
import {
  CommitBody, CommitSchema, ListedSchema, PrepareBody, PrepareSchema, ShownSchema, ShowSchema,
} from "./schemas.ts";
import { showCode } from "./show-code.ts";
import { shownState } from "./shown-state.ts";
import { undo } from "./undo.ts";
import { undoReasons } from "./undo-reasons.ts";

const tag = "redemption";

/** What stands in the way of any use, limits of its offer included. */
const refusals = [
  "voucher_used", "voucher_expired", "voucher_not_yet_valid", "voucher_recalled", "wrong_store",
  "below_threshold", "bill_needed", "code_spent", "voucher_cart_only", "stopped",
  "pickup_unpaid", "pickup_collected", "pickup_ended", "pickup_elsewhere", "stamp_visit_counted",
  "stamp_none_here", "entitlement_used", "entitlement_recalled", "entitlement_expired",
  "entitlement_elsewhere", "entitlement_not_from_afar",
  ...limitCodes(redeemable, ["count", "money"]),
];

const show = defineRoute({
  operationId: "showRight",
  method: "POST",
  path: "/:brand/api/rights/:kind/:rightId/show",
  tag,
  summary: { zh: "出示权益：二维码与口令数字", en: "Show a right: link for the QR and spoken number" },
  access: memberOnly(),
  // A stored answer would keep the token that is stored nowhere; a repeat makes another code.
  idempotent: "exempt",
  params: T.Object({ kind: T.String({ maxLength: 40 }), rightId: Id }),
  answer: ShowSchema,
  errors: ["right_unknown", ...refusals],
  async run(ctx, { params, request }) {
    const { token, ...code } = await showCode(ctx, params.kind, params.rightId);
    return { ...code, link: rightLink(request, ctx.brand.key, token) };
  },
});

const shown = defineRoute({
  operationId: "getShownRight",
  method: "GET",
  path: "/:brand/api/rights/shown/:codeId",
  tag,
  summary: { zh: "出示的码是否已核销", en: "What became of a shown code" },
  access: memberOnly(),
  params: T.Object({ codeId: Id }),
  answer: ShownSchema,
  errors: ["right_unknown"],
  run: (ctx, { params }) => shownState(ctx, params.codeId),
});

const prepareRoute = defineRoute({
  operationId: "prepareRedemption",
  method: "POST",
  path: "/api/:brand/redemptions/prepare",
  tag,
  summary: { zh: "核销预览", en: "Preview a redemption; holds nothing" },
  access: staff("redemption.redeem"),
  // It changes nothing: there is no answer to keep, and a later preview may say something else.
  idempotent: "exempt",
  body: PrepareBody,
  answer: PrepareSchema,
  errors: [
    "code_unknown", "code_mistyped", "code_expired", "code_is_source", "code_is_member",
    "brand_mismatch",
    "right_unknown", "too_many_tries",
  ],
  run: (ctx, { body }) => prepare(ctx, body),
  runStaffMany: (calls) => prepareMany(calls.map(({ ctx, body }) => ({ ctx, input: body }))),
});

const commitRoute = defineRoute({
  operationId: "commitRedemption",
  method: "POST",
  path: "/api/:brand/redemptions/commit",
  tag,
  summary: { zh: "确认核销", en: "Redeem what was previewed" },
  access: staff("redemption.redeem"),
  body: CommitBody,
  answer: CommitSchema,
  errors: [
    "prepare_expired", "redemption_undone", "code_expired", "held_at_store", "store_sells_nothing",
    ...refusals,
  ],
  run: (ctx, { body }) => commit(ctx, body),
  runStaffMany: (calls) => commitMany(calls.map(({ ctx, body }) => ({ ctx, input: body }))),
});

const undoRoute = defineRoute({
  operationId: "undoRedemption",
  method: "POST",
  path: "/api/:brand/redemptions/:redemptionId/undo",
  tag,
  summary: { zh: "撤销核销", en: "Undo a redemption" },
  access: staff("redemption.redeem"),
  params: T.Object({ redemptionId: Id }),
  body: T.Object(
    {
      reason: T.Union(undoReasons.map((reason) => T.Literal(reason))),
      note: T.Optional(Nullable(T.String({ maxLength: 200 }))),
    },
    { additionalProperties: false },
  ),
  errors: [
    "redemption_not_found", "redemption_undone", "undo_too_late", "pickup_goods_returned",
    "order_step_refused",
  ],
  run: (ctx, { params, body }) =>
    undo(ctx, {
      redemptionId: params.redemptionId,
      reason: body.reason,
      note: body.note?.trim() || null,
    }),
});

const list = defineRoute({
  operationId: "listRedemptions",
  method: "GET",
  path: "/api/:brand/redemptions",
  tag,
  summary: { zh: "核销记录", en: "Redemptions, newest first" },
  access: staff("redemption.redeem"),
  query: T.Object({ ...pageQuery, storeId: T.Optional(Id), day: T.Optional(Day) }),
  answer: pageOf(ListedSchema),
  run: (ctx, { query }) => listRedemptions(ctx, query),
});

export const routes: readonly Route[] = [show, shown, prepareRoute, commitRoute, undoRoute, list];
