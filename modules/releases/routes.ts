import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Text } from "#platform/schema.ts";
import { announceRelease } from "./announce-release.ts";
import { cancelRelease } from "./cancel-release.ts";
import { createRelease } from "./create-release.ts";
import { listEntries } from "./list-entries.ts";
import { listReleases } from "./list-releases.ts";
import { readRules, saveRules } from "./moderation.ts";
import { saveDraft } from "./save-draft.ts";
import {
  CreateBody, DraftBody, EntryStateSchema, ListedSchema, RulesSchema, StaffEntrySchema,
  StaffReleaseSchema, StateSchema,
} from "./shapes.ts";
import { staffRelease } from "./staff-release.ts";
import { liftReleaseStop, stopRelease } from "./stop-release.ts";

const tag = "releases";
const params = T.Object({ releaseId: Id });

const list = defineRoute({
  operationId: "listReleases",
  method: "GET",
  path: "/api/:brand/releases",
  tag,
  summary: { zh: "限量发售列表", en: "Flash releases, newest first" },
  access: staff("offers.read"),
  query: T.Object({ ...pageQuery, state: T.Optional(StateSchema), unitId: T.Optional(Id) }),
  answer: pageOf(ListedSchema),
  run: (ctx, { query }) => listReleases(ctx, query),
});

const get = defineRoute({
  operationId: "getRelease",
  method: "GET",
  path: "/api/:brand/releases/:releaseId",
  tag,
  summary: { zh: "限量发售详情与实时数据", en: "A flash release with its live figures" },
  access: staff("offers.read"),
  params,
  answer: StaffReleaseSchema,
  errors: ["release_not_found"],
  run: (ctx, { params: { releaseId } }) => staffRelease(ctx, releaseId),
});

const create = defineRoute({
  operationId: "createRelease",
  method: "POST",
  path: "/api/:brand/releases",
  tag,
  summary: { zh: "新建限量发售草稿", en: "Make a flash release as a draft" },
  access: staff("offers.write", {
    unit: ({ body }: { body: { unitId: string } }) => body.unitId,
  }),
  body: CreateBody,
  status: 201,
  answer: T.Object({ releaseId: Id }),
  errors: ["release_invalid", "release_name_length", "offer_not_found"],
  async run(ctx, { body }) {
    return { releaseId: await createRelease(ctx, body) };
  },
});

const save = defineRoute({
  operationId: "saveReleaseDraft",
  method: "PUT",
  path: "/api/:brand/releases/:releaseId/draft",
  tag,
  summary: { zh: "保存限量发售草稿", en: "Save the draft of a flash release" },
  access: staff("offers.write"),
  params,
  body: DraftBody,
  errors: [
    "release_not_found", "release_invalid", "release_name_length", "release_locked",
    "offer_not_found", "not_permitted",
  ],
  run: (ctx, { params: { releaseId }, body }) => saveDraft(ctx, releaseId, body),
});

const announce = defineRoute({
  operationId: "announceRelease",
  method: "POST",
  path: "/api/:brand/releases/:releaseId/announce",
  tag,
  summary: { zh: "发布（之后规则、库存和时间锁定）", en: "Announce: rule, stock and times are locked" },
  access: staff("offers.publish"),
  params,
  body: T.Object(
    {
      acknowledge: T.Optional(T.Boolean({
        description: "the share of repeated losers was read and is accepted",
      })),
    },
    { additionalProperties: false },
  ),
  errors: [
    "release_not_found", "release_locked", "release_invalid", "release_needs_acknowledgement",
    "release_offer_stock", "offer_not_published", "offer_over", "not_permitted",
  ],
  run: (ctx, { params: { releaseId }, body }) =>
    announceRelease(ctx, releaseId, body.acknowledge ?? false),
});

const cancel = defineRoute({
  operationId: "cancelRelease",
  method: "POST",
  path: "/api/:brand/releases/:releaseId/cancel",
  tag,
  summary: { zh: "取消限量发售（须说明原因）", en: "Cancel a flash release, with the reason" },
  access: staff("offers.publish"),
  params,
  body: T.Object({ reason: Text(200) }, { additionalProperties: false }),
  errors: ["release_not_found", "release_over", "not_permitted"],
  run: (ctx, { params: { releaseId }, body }) => cancelRelease(ctx, releaseId, body.reason),
});

const stop = defineRoute({
  operationId: "stopRelease",
  method: "PUT",
  path: "/api/:brand/releases/:releaseId/stop",
  tag,
  summary: { zh: "紧急停用（立即停止参加和确认）", en: "Stop at once: entering and confirming" },
  access: staff("offers.publish"),
  params,
  errors: ["release_not_found", "not_permitted"],
  run: (ctx, { params: { releaseId } }) => stopRelease(ctx, releaseId),
});

const lift = defineRoute({
  operationId: "liftReleaseStop",
  method: "DELETE",
  path: "/api/:brand/releases/:releaseId/stop",
  tag,
  summary: { zh: "解除紧急停用", en: "Lift the stop sign of a release" },
  access: staff("offers.publish"),
  params,
  errors: ["release_not_found", "not_permitted"],
  run: (ctx, { params: { releaseId } }) => liftReleaseStop(ctx, releaseId),
});

const entries = defineRoute({
  operationId: "listReleaseEntries",
  method: "GET",
  path: "/api/:brand/releases/:releaseId/entries",
  tag,
  summary: { zh: "参加者与候补名单（按顺位）", en: "Entries and wait-list, by place" },
  access: staff("offers.read"),
  params,
  query: T.Object({
    ...pageQuery,
    slotId: T.Optional(Id),
    state: T.Optional(EntryStateSchema),
  }),
  answer: pageOf(StaffEntrySchema),
  errors: ["release_not_found", "not_permitted"],
  run: (ctx, { params: { releaseId }, query }) => listEntries(ctx, releaseId, query),
});

const rules = defineRoute({
  operationId: "getReleaseRules",
  method: "GET",
  path: "/api/:brand/release-rules",
  tag,
  summary: { zh: "限量发售的规则", en: "The brand's rules for flash releases" },
  access: staff("offers.read"),
  answer: RulesSchema,
  run: (ctx) => readRules(ctx),
});

const setRules = defineRoute({
  operationId: "saveReleaseRules",
  method: "PUT",
  path: "/api/:brand/release-rules",
  tag,
  summary: { zh: "设置重复落空比例的上限", en: "Set the limit of repeated losers" },
  access: staff("brand.manage", "brand"),
  body: T.Object(RulesSchema.properties, { additionalProperties: false }),
  run: (ctx, { body }) => saveRules(ctx, body),
});

export const staffRoutes: readonly Route[] = [
  list, get, create, save, announce, cancel, stop, lift, entries, rules, setRules,
];
