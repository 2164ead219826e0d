import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { myStampCards } from "./my-cards.ts";
import {
  changeProgramme, createProgramme, giveOwedRewards, listProgrammes,
} from "./programmes.ts";
import { stampPorts } from "./ports.ts";
import { scanStampCode } from "./scan-stamp-code.ts";
import { showStampCode } from "./stamp-code.ts";

const tag = "wallet";
const closed = { additionalProperties: false };
const text = T.String();
const params = T.Object({ programmeId: Id });
const path = "/api/:brand/stamp-programmes";

const terms = {
  programmeId: Id,
  unitId: Id,
  name: text,
  nameEn: Nullable(text),
  state: Word("draft", "active", "ended"),
  needed: T.Integer(),
  rewardKind: Word("offer", "entitlement"),
  rewardName: text,
  rewardNameEn: Nullable(text),
  scopeUnitIds: Nullable(T.Array(Id)),
  earn: Word("visit", "amount", "category"),
  perMinor: Nullable(Minor),
  visitRule: Nullable(Word("day_store", "day", "minutes")),
  visitMinutes: Nullable(T.Integer()),
  cardDays: Nullable(T.Integer()),
  endsAt: Nullable(Millis),
};

const ListedSchema = T.Object({
  ...terms,
  figures: T.Object({
    members: T.Integer(),
    stamps: T.Integer(),
    removed: T.Integer(),
    full: T.Integer({ description: "full cards whose reward stands" }),
    owed: T.Integer({ description: "rewards that could not be given yet" }),
  }),
});

const CardSchema = T.Object({
  ...terms,
  held: T.Integer({ description: "below zero: a used reward whose stamps were taken back" }),
  expiresAt: Nullable(Millis),
  rewards: T.Integer(),
  owed: T.Integer(),
  stamps: T.Array(
    T.Object({
      at: Millis,
      count: T.Integer(),
      storeName: Nullable(text),
      storeNameEn: Nullable(text),
    }),
  ),
});

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const cards = defineRoute({
  operationId: "listMyStampCards",
  method: "GET",
  path: "/:brand/api/stamp-cards",
  tag,
  summary: { zh: "我的集点卡", en: "My stamp cards, the fullest first" },
  access: memberOnly(),
  answer: T.Object({ items: T.Array(CardSchema) }),
  run: async (ctx) => ({ items: await myStampCards(ctx, memberOf(ctx)) }),
});

const scan = defineRoute({
  operationId: "scanStampCode",
  method: "POST",
  path: "/:brand/api/stamps",
  tag,
  summary: { zh: "扫店内集点码集点", en: "Scan the code on a store's screen for a stamp" },
  access: memberOnly(),
  body: T.Object({ token: T.String({ minLength: 16, maxLength: 128 }) }, closed),
  answer: T.Object({
    storeId: Id,
    stamped: T.Array(T.Object({ programmeId: Id, held: T.Integer(), rewards: T.Integer() })),
  }),
  errors: ["stamp_code_old", "stamp_code_spent", "stamp_visit_counted", "stamp_none_here"],
  async run(ctx, { body }) {
    const { storeId, outcomes } = await scanStampCode(ctx, memberOf(ctx), body.token);
    return { storeId, stamped: outcomes.flatMap(({ stamped }) => (stamped ? [stamped] : [])) };
  },
});

const code = defineRoute({
  operationId: "getStampCode",
  method: "GET",
  path: "/api/:brand/stamp-code",
  tag,
  summary: { zh: "店内屏幕现在的集点码", en: "The stamp code that a store's screen shows now" },
  access: staff("redemption.redeem"),
  query: T.Object({ storeId: Id }),
  answer: T.Object({
    link: T.String({ description: "for the QR; the token is after #" }),
    shownUntil: Millis,
    now: Millis,
    programmes: T.Array(T.Object({ name: text, nameEn: Nullable(text), needed: T.Integer() })),
  }),
  async run(ctx, { query, request }) {
    const { token, ...shown } = await showStampCode(ctx, query.storeId);
    return { ...shown, link: `${stampPorts().url(request)}/${ctx.brand.key}/stamp#${token}` };
  },
});

const list = defineRoute({
  operationId: "listStampProgrammes",
  method: "GET",
  path,
  tag,
  summary: { zh: "集点活动", en: "Stamp programmes with their figures, newest first" },
  access: staff("offers.read"),
  query: T.Object(pageQuery),
  answer: pageOf(ListedSchema),
  run: (ctx, { query }) => listProgrammes(ctx, query),
});

const create = defineRoute({
  operationId: "createStampProgramme",
  method: "POST",
  path,
  tag,
  summary: { zh: "新建集点活动（草稿）", en: "Make a stamp programme, as a draft" },
  access: staff("offers.publish"),
  body: T.Object(
    {
      unitId: Id,
      name: Text(40),
      nameEn: T.Optional(Nullable(Text(80))),
      needed: T.Integer({ minimum: 2, maximum: 30 }),
      rewardKind: Word("offer", "entitlement"),
      rewardId: Id,
      scopeUnitIds: T.Optional(Nullable(T.Array(Id, { minItems: 1, maxItems: 500 }))),
      earn: Word("visit", "amount", "category"),
      perMinor: T.Optional(Nullable(T.Integer({ minimum: 1 }))),
      categoryIds: T.Optional(Nullable(T.Array(Id, { minItems: 1, maxItems: 100 }))),
      visitRule: T.Optional(Nullable(Word("day_store", "day", "minutes"))),
      visitMinutes: T.Optional(Nullable(T.Integer({ minimum: 1, maximum: 1_440 }))),
      cardDays: T.Optional(Nullable(T.Integer({ minimum: 1, maximum: 1_830 }))),
      endsAt: T.Optional(Nullable(Millis)),
    },
    closed,
  ),
  status: 201,
  answer: T.Object({ programmeId: Id }),
  errors: ["stamp_terms_incomplete", "stamp_reward_unknown"],
  async run(ctx, { body }) {
    const { endsAt = null } = body;
    const programmeId = await createProgramme(ctx, {
      unitId: body.unitId,
      name: body.name.trim(),
      nameEn: body.nameEn?.trim() || null,
      needed: body.needed,
      rewardKind: body.rewardKind,
      rewardId: body.rewardId,
      scopeUnitIds: body.scopeUnitIds ?? null,
      earn: body.earn,
      perMinor: body.perMinor ?? null,
      categoryIds: body.categoryIds ?? null,
      visitRule: body.visitRule ?? null,
      visitMinutes: body.visitMinutes ?? null,
      cardDays: body.cardDays ?? null,
      endsAt: endsAt === null ? null : Temporal.Instant.fromEpochMilliseconds(endsAt),
    });
    return { programmeId };
  },
});

const start = defineRoute({
  operationId: "startStampProgramme",
  method: "POST",
  path: `${path}/:programmeId/start`,
  tag,
  summary: { zh: "开始集点", en: "Start a programme; its terms are final" },
  access: staff("offers.publish"),
  params,
  errors: ["stamp_programme_not_found", "stamp_programme_fixed"],
  run: (ctx, { params: { programmeId } }) => changeProgramme(ctx, programmeId, "active"),
});

const end = defineRoute({
  operationId: "endStampProgramme",
  method: "POST",
  path: `${path}/:programmeId/end`,
  tag,
  summary: { zh: "结束集点", en: "End a programme; cards keep what lies on them" },
  access: staff("offers.publish"),
  params,
  errors: ["stamp_programme_not_found", "stamp_programme_fixed"],
  run: (ctx, { params: { programmeId } }) => changeProgramme(ctx, programmeId, "ended"),
});

const giveOwed = defineRoute({
  operationId: "giveOwedStampRewards",
  method: "POST",
  path: `${path}/:programmeId/owed`,
  tag,
  summary: { zh: "补发待发的奖励", en: "Give the rewards that are owed" },
  access: staff("offers.publish"),
  params,
  answer: T.Object({ given: T.Integer() }),
  errors: ["stamp_programme_not_found", "stamp_reward_not_found", "stamp_reward_still_owed"],
  run: async (ctx, { params: { programmeId } }) =>
    ({ given: await giveOwedRewards(ctx, programmeId) }),
});

export const stampRoutes: readonly Route[] = [
  cards, scan, code, list, create, start, end, giveOwed,
];
