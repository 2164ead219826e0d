import { Type as T } from "typebox";
import { memberById, pointsBpsOf } from "#modules/members/index.ts";
import { auditAct } from "#modules/organisation/index.ts";
import { type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { correctPoints } from "./correct-points.ts";
import { freezePoints, unfreezePoints } from "./hold-points.ts";
import { listPostings, listPostingsForStaff } from "./list-postings.ts";
import { pointsView } from "./points-view.ts";
import {
  pointsRule, PointsSettingsSchema, savedPointsSettings, savePointsSettings,
} from "./settings.ts";

const tag = "wallet";
const params = T.Object({ memberId: Id });
const DayPoints = T.Object({ at: Millis, points: T.Integer() });

const ViewSchema = T.Object({
  spendable: T.Integer(),
  pending: T.Integer(),
  frozen: T.Integer(),
  owed: T.Integer(),
  maturing: T.Array(DayPoints),
  expiring: T.Array(DayPoints),
});

/** Null: the brand has no points now. */
const RuleSchema = Nullable(PointsSettingsSchema);

const posting = {
  entryId: Id,
  kind: T.String(),
  at: Millis,
  orderId: Nullable(Id),
  spendable: T.Integer(),
  pending: T.Integer(),
  frozen: T.Integer(),
  owed: T.Integer(),
  expired: T.Integer(),
};
const PostingSchema = T.Object(posting);
const StaffPostingSchema = T.Object({
  ...posting,
  reason: Nullable(T.String()),
  staffName: Nullable(T.String()),
});

function self(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const getMyPoints = defineRoute({
  operationId: "getMyPoints",
  method: "GET",
  path: "/:brand/api/points",
  tag,
  summary: { zh: "我的积分", en: "My points, and by what they are earned and spent" },
  access: memberOnly(),
  answer: T.Object({
    points: ViewSchema,
    rule: RuleSchema,
    timesBps: T.Integer({ description: "by my tier, in ten-thousandths of the rule" }),
  }),
  async run(ctx) {
    const memberId = self(ctx);
    return {
      points: await pointsView(ctx, memberId),
      rule: await pointsRule(ctx),
      timesBps: await pointsBpsOf(ctx, memberId),
    };
  },
});

const listMine = defineRoute({
  operationId: "listMyPointsPostings",
  method: "GET",
  path: "/:brand/api/points/postings",
  tag,
  summary: { zh: "我的积分明细", en: "Each change of my points, newest first" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(PostingSchema),
  run: (ctx, { query }) => listPostings(ctx, self(ctx), query),
});

const getSettings = defineRoute({
  operationId: "getPointsSettings",
  method: "GET",
  path: "/api/:brand/points/settings",
  tag,
  summary: { zh: "积分规则", en: "By what points are earned, spent and expire" },
  access: staff("members.read", "any"),
  answer: T.Object({ settings: RuleSchema }),
  async run(ctx) {
    return { settings: await savedPointsSettings(ctx) };
  },
});

const saveSettings = defineRoute({
  operationId: "savePointsSettings",
  method: "PUT",
  path: "/api/:brand/points/settings",
  tag,
  summary: { zh: "保存积分规则", en: "Save the rules of points" },
  access: staff("points.manage", "brand"),
  body: PointsSettingsSchema,
  errors: ["points_day_unknown"],
  async run(ctx, { body }) {
    const { expiry } = body;
    // 2024 had a 29th of February.
    if (expiry.kind === "day" && !isDayOfYear(expiry)) throw refuse("points_day_unknown", expiry);
    await savePointsSettings(ctx, body);
    await auditAct(ctx, "savePointsSettings", null, { capability: "points.manage" });
  },
});

function isDayOfYear({ month, day }: { readonly month: number; readonly day: number }): boolean {
  return day <= Temporal.PlainYearMonth.from({ year: 2024, month }).daysInMonth;
}

async function checkMember(ctx: Context, memberId: string): Promise<void> {
  const member = await memberById(ctx, memberId);
  if (!member || member.erasedAt) throw refuse("not_found");
}

const getOfMember = defineRoute({
  operationId: "getMemberPoints",
  method: "GET",
  path: "/api/:brand/members/:memberId/points",
  tag,
  summary: { zh: "会员的积分", en: "A member's points" },
  access: staff("members.read", "any"),
  params,
  answer: ViewSchema,
  run: (ctx, { params: { memberId } }) => pointsView(ctx, memberId),
});

const listOfMember = defineRoute({
  operationId: "listMemberPointsPostings",
  method: "GET",
  path: "/api/:brand/members/:memberId/points/postings",
  tag,
  summary: { zh: "会员的积分明细", en: "Each change of a member's points, with who and why" },
  access: staff("members.read", "any"),
  params,
  query: T.Object(pageQuery),
  answer: pageOf(StaffPostingSchema),
  run: (ctx, { params: { memberId }, query }) => listPostingsForStaff(ctx, memberId, query),
});

const reason = Text(200);
const ActBody = T.Object(
  { points: T.Integer({ minimum: 1, maximum: 10_000_000 }), reason },
  { additionalProperties: false },
);

const freeze = defineRoute({
  operationId: "freezeMemberPoints",
  method: "POST",
  path: "/api/:brand/members/:memberId/points/freeze",
  tag,
  summary: { zh: "冻结积分", en: "Hold points so that they cannot be spent" },
  access: staff("points.manage", "brand"),
  params,
  body: ActBody,
  errors: ["points_too_few"],
  async run(ctx, { params: { memberId }, body }) {
    await checkMember(ctx, memberId);
    await freezePoints(ctx, { memberId, ...body });
  },
});

const unfreeze = defineRoute({
  operationId: "unfreezeMemberPoints",
  method: "POST",
  path: "/api/:brand/members/:memberId/points/unfreeze",
  tag,
  summary: { zh: "解冻积分", en: "Let held points go" },
  access: staff("points.manage", "brand"),
  params,
  body: ActBody,
  errors: ["points_too_few"],
  async run(ctx, { params: { memberId }, body }) {
    await checkMember(ctx, memberId);
    await unfreezePoints(ctx, { memberId, ...body });
  },
});

const correct = defineRoute({
  operationId: "correctMemberPoints",
  method: "POST",
  path: "/api/:brand/members/:memberId/points/correct",
  tag,
  summary: { zh: "人工增减积分", en: "Give or take points by hand, with a reason" },
  access: staff("points.manage", "brand"),
  params,
  body: T.Object(
    {
      points: T.Integer({
        minimum: -10_000_000, maximum: 10_000_000, description: "negative: taken; never 0",
      }),
      reason,
    },
    { additionalProperties: false },
  ),
  errors: ["points_too_few"],
  async run(ctx, { params: { memberId }, body }) {
    if (body.points === 0) throw refuse("invalid_input", { detail: "points" });
    await checkMember(ctx, memberId);
    await correctPoints(ctx, { memberId, ...body });
  },
});

export const pointsRoutes: readonly Route[] = [
  getMyPoints, listMine, getSettings, saveSettings, getOfMember, listOfMember, freeze, unfreeze,
  correct,
];
