import { Type as T } from "typebox";
import { claimLimitCodes } from "#modules/promotions/index.ts";
import { VoucherSchema } from "#modules/wallet/index.ts";
import { Refusal } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { confirmEntry } from "./confirm-entry.ts";
import { enterMany } from "./enter-release.ts";
import { makeChallenge } from "./gate.ts";
import { giveUpEntry } from "./give-up-entry.ts";
import { joinWaitList } from "./join-wait-list.ts";
import { noteEarlyLoss } from "./losses.ts";
import { myEntries } from "./my-entries.ts";
import { openRelease, openReleases } from "./open-release.ts";
import { readDraw } from "./read-draw.ts";
import {
  ChallengeSchema, DrawSchema, EnterBody, EntrySchema, MineSchema, OpenReleaseItemSchema,
  OpenReleaseSchema,
} from "./shapes.ts";

const tag = "releases";
const params = T.Object({ releaseId: Id });
const slotParams = T.Object({ releaseId: Id, slotId: Id });
const entryParams = T.Object({ releaseId: Id, entryId: Id });
const path = "/:brand/api/releases/:releaseId";

const list = defineRoute({
  operationId: "listOpenReleases",
  method: "GET",
  path: "/:brand/api/releases",
  tag,
  summary: { zh: "预告中和进行中的限量发售", en: "Flash releases, announced or open" },
  access: open(),
  query: T.Object({ ...pageQuery, storeId: T.Optional(Id) }),
  answer: pageOf(OpenReleaseItemSchema),
  run: (ctx, { query }) => openReleases(ctx, query),
});

const get = defineRoute({
  operationId: "getOpenRelease",
  method: "GET",
  path,
  tag,
  summary: { zh: "一场限量发售：规则、名额、概率", en: "A flash release: rule, stock, odds" },
  access: open(),
  params,
  answer: OpenReleaseSchema,
  errors: ["release_not_found"],
  run: (ctx, { params: { releaseId } }) => openRelease(ctx, releaseId),
});

const draw = defineRoute({
  operationId: "getReleaseDraw",
  method: "GET",
  path: `${path}/slots/:slotId/draw`,
  tag,
  summary: { zh: "开奖数据（任何人可复算）", en: "The draw, for anyone to recompute" },
  access: open(),
  params: slotParams,
  query: T.Object(pageQuery),
  answer: DrawSchema,
  errors: ["release_not_found"],
  run: (ctx, { params: { releaseId, slotId }, query }) =>
    readDraw(ctx, { releaseId, slotId }, query),
});

const mine = defineRoute({
  operationId: "getMyReleaseEntries",
  method: "GET",
  path: `${path}/mine`,
  tag,
  summary: { zh: "我的参加结果与顺位", en: "My entries: place, result, reason" },
  access: memberOnly(),
  params,
  answer: MineSchema,
  errors: ["release_not_found"],
  run: (ctx, { params: { releaseId } }) => myEntries(ctx, releaseId),
});

const challenge = defineRoute({
  operationId: "getReleaseChallenge",
  method: "GET",
  path: `${path}/challenge`,
  tag,
  summary: { zh: "参加前的验证", en: "A challenge before entering" },
  access: memberOnly(),
  params,
  query: T.Object({
    kind: T.Optional(T.Union([T.Literal("work"), T.Literal("slider")])),
  }),
  answer: ChallengeSchema,
  errors: ["release_not_found", "release_no_gate", "too_many_tries"],
  run: (ctx, { params: { releaseId }, query }) => makeChallenge(ctx, releaseId, query.kind),
});

const entering = [
  "release_not_found", "release_slot_not_found", "release_not_announced", "release_over",
  "release_cancelled", "stopped", "stopped_store", "stopped_campaign", "stopped_channel",
  "release_entered_already", "release_gate_missing",
  "release_gate_wrong", "release_gate_used", "offer_member_limit", ...claimLimitCodes,
];

const enter = defineRoute({
  operationId: "enterRelease",
  method: "POST",
  path: `${path}/slots/:slotId/entries`,
  tag,
  summary: { zh: "参加限量发售", en: "Enter a flash release" },
  access: memberOnly(),
  params: slotParams,
  body: EnterBody,
  answer: EntrySchema,
  errors: [...entering, "release_sold_out"],
  async run(ctx, { params: asked, body }) {
    const [answer] = await enterMany(ctx, [{ caller: ctx, params: asked, body }]);
    if (answer instanceof Refusal) throw answer;
    return answer;
  },
  runMany: (ctx, calls) => enterMany(ctx, calls),
  refuseEarly: (early, { params: { slotId }, request }) =>
    noteEarlyLoss(early, slotId, request),
});

const join = defineRoute({
  operationId: "joinReleaseWaitList",
  method: "POST",
  path: `${path}/slots/:slotId/wait-list`,
  tag,
  summary: { zh: "加入候补名单", en: "Join the wait-list" },
  access: memberOnly(),
  params: slotParams,
  body: EnterBody,
  answer: EntrySchema,
  errors: [...entering, "release_not_open"],
  run: (ctx, { params: asked, body, request }) =>
    joinWaitList(ctx, {
      ...asked, ...body, visitorId: request.cookies.bihuan_visitor ?? null,
    }),
});

const confirm = defineRoute({
  operationId: "confirmReleaseEntry",
  method: "POST",
  path: `${path}/entries/:entryId/confirm`,
  tag,
  summary: { zh: "确认抢到的名额并领券", en: "Confirm a held unit; the voucher is issued" },
  access: memberOnly(),
  params: entryParams,
  answer: T.Object({ entry: EntrySchema, voucher: VoucherSchema }),
  errors: [
    "release_not_found", "release_entry_not_found", "release_hold_over", "release_confirmed",
    "release_cancelled", "stopped", "offer_not_published", "offer_over", "offer_member_limit",
    ...claimLimitCodes,
  ],
  run: (ctx, { params: { releaseId, entryId } }) => confirmEntry(ctx, { releaseId, entryId }),
});

const giveUp = defineRoute({
  operationId: "giveUpReleaseEntry",
  method: "POST",
  path: `${path}/entries/:entryId/give-up`,
  tag,
  summary: { zh: "放弃名额或退出候补", en: "Give up a held unit, or leave the list" },
  access: memberOnly(),
  params: entryParams,
  answer: EntrySchema,
  errors: ["release_not_found", "release_entry_not_found", "release_hold_over"],
  run: (ctx, { params: { releaseId, entryId } }) => giveUpEntry(ctx, { releaseId, entryId }),
});

export const memberRoutes: readonly Route[] = [
  list, get, draw, mine, challenge, enter, join, confirm, giveUp,
];
