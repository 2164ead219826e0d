import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { dayOf, lastSecondText } from "#platform/time.ts";
import { isPermitted } from "#modules/organisation/index.ts";
import { isInside } from "./campaign-window.ts";
import { type Campaign, getCampaign, listCampaigns } from "./campaigns.ts";
import { createCampaign } from "./create-campaign.ts";
import { longestDays, setLongestDays } from "./longest-days.ts";
import { reachMembers } from "./reach-members.ts";
import { closeCampaign, updateCampaign } from "./update-campaign.ts";

const tag = "campaigns";
const read = staff("channels.read", "any");
const write = staff("campaigns.write", "any");
const params = T.Object({ campaignId: Id });
const base = "/api/:brand/campaigns";
const goal = T.Union([T.Literal("reach"), T.Literal("retain")]);

const CampaignShape = T.Object({
  campaignId: Id,
  name: T.String(),
  goal,
  unitId: Id,
  externalCode: Nullable(T.String()),
  state: T.Union([
    T.Literal("upcoming"),
    T.Literal("running"),
    T.Literal("ended"),
    T.Literal("closed"),
  ]),
  startsAt: Millis,
  endsAt: T.Integer({ description: "epoch milliseconds, exclusive: the midnight after endDay" }),
  startDay: Day,
  endDay: Day,
  endsShown: T.String({ description: "the last second inside, in the brand's zone: 23:59:59" }),
  createdAt: Millis,
  reached: T.Integer(),
});

function stateOf(ctx: Context, campaign: Campaign) {
  if (campaign.closed) return "closed" as const;
  if (isInside(campaign, ctx.now)) return "running" as const;
  const before = Temporal.Instant.compare(ctx.now, campaign.startsAt) < 0;
  return before ? ("upcoming" as const) : ("ended" as const);
}

function shown(ctx: Context, campaign: Campaign) {
  const { closed, ...rest } = campaign;
  return {
    ...rest,
    state: stateOf(ctx, campaign),
    startsAt: campaign.startsAt.epochMilliseconds,
    endsAt: campaign.endsAt.epochMilliseconds,
    startDay: dayOf(ctx, campaign.startsAt),
    endDay: dayOf(ctx, campaign.endsAt.subtract({ milliseconds: 1 })),
    endsShown: lastSecondText(ctx, campaign.endsAt),
    createdAt: campaign.createdAt.epochMilliseconds,
  };
}

const list = defineRoute({
  operationId: "listCampaigns",
  method: "GET",
  path: base,
  tag,
  summary: { zh: "活动列表", en: "List campaigns" },
  access: read,
  query: T.Object({ ...pageQuery, externalCode: T.Optional(Text(64)) }),
  answer: pageOf(CampaignShape),
  async run(ctx, { query }) {
    const page = await listCampaigns(ctx, query);
    return { items: page.items.map((campaign) => shown(ctx, campaign)), next: page.next };
  },
});

const create = defineRoute({
  operationId: "createCampaign",
  method: "POST",
  path: base,
  tag,
  summary: { zh: "新建活动", en: "Create a campaign" },
  access: write,
  body: T.Object(
    {
      name: Text(400),
      goal,
      unitId: Id,
      startDay: T.Optional(Day),
      endDay: Day,
      externalCode: T.Optional(Nullable(Text(64))),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ campaignId: Id }),
  status: 201,
  errors: [
    "campaign_name_length",
    "campaign_too_long",
    "campaign_ends_early",
    "campaign_starts_in_past",
    "campaign_code_taken",
  ],
  run: async (ctx, { body }) => ({ campaignId: await createCampaign(ctx, body) }),
});

const get = defineRoute({
  operationId: "getCampaign",
  method: "GET",
  path: `${base}/:campaignId`,
  tag,
  summary: { zh: "一个活动", en: "One campaign" },
  access: read,
  params,
  answer: CampaignShape,
  errors: ["campaign_not_found"],
  async run(ctx, { params: { campaignId } }) {
    const campaign = await getCampaign(ctx, campaignId);
    const readable = await isPermitted(ctx, "channels.read", campaign.unitId);
    if (!readable) throw refuse("campaign_not_found");
    return shown(ctx, campaign);
  },
});

const update = defineRoute({
  operationId: "updateCampaign",
  method: "PATCH",
  path: `${base}/:campaignId`,
  tag,
  summary: { zh: "修改活动（开始时间不可改）", en: "Change a campaign; its start stays" },
  access: write,
  params,
  body: T.Object(
    { name: T.Optional(Text(400)), goal: T.Optional(goal), endDay: T.Optional(Day) },
    { additionalProperties: false },
  ),
  errors: ["campaign_not_found", "campaign_closed", "campaign_name_length", "campaign_too_long"],
  run: (ctx, { params: { campaignId }, body }) => updateCampaign(ctx, campaignId, body),
});

const close = defineRoute({
  operationId: "closeCampaign",
  method: "POST",
  path: `${base}/:campaignId/close`,
  tag,
  summary: { zh: "提前关闭活动", en: "Close a campaign early" },
  access: write,
  params,
  errors: ["campaign_not_found", "campaign_closed"],
  run: (ctx, { params: { campaignId } }) => closeCampaign(ctx, campaignId),
});

const reach = defineRoute({
  operationId: "reachMembers",
  method: "POST",
  path: `${base}/:campaignId/reaches`,
  tag,
  summary: {
    zh: "导入活动触达的会员（重复导入不新增）",
    en: "Import the members that a campaign reached; a repeat adds nothing",
  },
  access: write,
  params,
  body: T.Object(
    {
      externalIds: T.Array(Text(64), { minItems: 1, maxItems: 1_000 }),
      channelId: T.Optional(Nullable(Id)),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({
    reached: T.Integer(),
    already: T.Integer(),
    unknown: T.Array(T.String(), { description: "external ids that no member has" }),
  }),
  errors: ["campaign_not_found", "channel_not_found"],
  async run(ctx, { params: { campaignId }, body }) {
    return { ...(await reachMembers(ctx, campaignId, body)) };
  },
});

const RulesShape = T.Object({ longestDays: T.Integer() });

const getRules = defineRoute({
  operationId: "getCampaignRules",
  method: "GET",
  path: "/api/:brand/campaign-rules",
  tag,
  summary: { zh: "活动规则", en: "The rules for campaigns" },
  access: read,
  answer: RulesShape,
  run: async (ctx) => ({ longestDays: await longestDays(ctx) }),
});

const setRules = defineRoute({
  operationId: "setCampaignRules",
  method: "PUT",
  path: "/api/:brand/campaign-rules",
  tag,
  summary: { zh: "设置活动最长天数", en: "Set how long a campaign may last" },
  access: staff("campaigns.write", "brand"),
  body: T.Object(
    { longestDays: T.Integer({ minimum: 1, maximum: 3_660 }) },
    { additionalProperties: false },
  ),
  run: (ctx, { body }) => setLongestDays(ctx, body.longestDays),
});

export const campaignRoutes: readonly Route[] = [
  list,
  create,
  get,
  update,
  close,
  reach,
  getRules,
  setRules,
];
