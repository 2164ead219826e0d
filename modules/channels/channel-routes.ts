import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Minor, Nullable } from "#platform/schema.ts";
import { affectedByBan, banChannel } from "./ban-channel.ts";
import { channelCosts, setChannelCost } from "./channel-costs.ts";
import { createChannel } from "./create-channel.ts";
import { listChannels, type ListedChannel } from "./list-channels.ts";
import { reportTraffic } from "./report-traffic.ts";
import { codeAnswer } from "./code-answer.ts";
import * as shape from "./shapes.ts";
import { updateChannel } from "./update-channel.ts";

const tag = "channels";
const read = staff("channels.read", "any");
const write = staff("channels.write", "any");
const params = T.Object({ channelId: Id });
const base = "/api/:brand/channels";

const shown = (channel: ListedChannel) => ({
  ...channel,
  createdAt: channel.createdAt.epochMilliseconds,
  bannedAt: channel.bannedAt?.epochMilliseconds ?? null,
  lastActivityAt: channel.lastActivityAt?.epochMilliseconds ?? null,
});

async function oneChannel(ctx: Context, channelId: string) {
  const page = await listChannels(ctx, { channelId });
  const channel = page.items[0];
  if (!channel) throw refuse("channel_not_found");
  return shown(channel);
}

const list = defineRoute({
  operationId: "listChannels",
  method: "GET",
  path: base,
  tag,
  summary: { zh: "渠道登记表", en: "List channels" },
  access: read,
  query: T.Object({
    ...pageQuery,
    state: T.Optional(shape.StateShape),
    unitId: T.Optional(Id),
  }),
  answer: pageOf(shape.ChannelShape),
  async run(ctx, { query }) {
    const page = await listChannels(ctx, query);
    return { items: page.items.map(shown), next: page.next };
  },
});

const create = defineRoute({
  operationId: "createChannel",
  method: "POST",
  path: base,
  tag,
  summary: { zh: "登记渠道", en: "Register a channel" },
  access: write,
  body: shape.newChannelBody,
  answer: T.Object({ channelId: Id }),
  status: 201,
  errors: ["channel_code_taken"],
  run: async (ctx, { body }) => ({ channelId: await createChannel(ctx, body) }),
});

const get = defineRoute({
  operationId: "getChannel",
  method: "GET",
  path: `${base}/:channelId`,
  tag,
  summary: { zh: "一个渠道", en: "One channel" },
  access: read,
  params,
  answer: shape.ChannelShape,
  errors: ["channel_not_found"],
  run: (ctx, { params: { channelId } }) => oneChannel(ctx, channelId),
});

const update = defineRoute({
  operationId: "updateChannel",
  method: "PATCH",
  path: `${base}/:channelId`,
  tag,
  summary: { zh: "修改渠道", en: "Change a channel" },
  access: write,
  params,
  body: shape.channelChangeBody,
  errors: ["channel_not_found"],
  run: (ctx, { params: { channelId }, body }) => updateChannel(ctx, channelId, body),
});

const listCosts = defineRoute({
  operationId: "listChannelCosts",
  method: "GET",
  path: `${base}/:channelId/costs`,
  tag,
  summary: { zh: "渠道每月费用", en: "A channel's costs by month" },
  access: read,
  params,
  answer: T.Object({ items: T.Array(shape.CostShape) }),
  errors: ["channel_not_found"],
  run: async (ctx, { params: { channelId } }) => ({ items: await channelCosts(ctx, channelId) }),
});

const setCost = defineRoute({
  operationId: "setChannelCost",
  method: "PUT",
  path: `${base}/:channelId/costs/:month`,
  tag,
  summary: { zh: "填写某月费用", en: "Set the cost of a month" },
  access: write,
  params: T.Object({ channelId: Id, month: shape.Month }),
  body: T.Object(
    { costMinor: T.Integer({ ...Minor, minimum: 0, maximum: 1e13 }) },
    { additionalProperties: false },
  ),
  errors: ["channel_not_found"],
  run: (ctx, { params: { channelId, month }, body }) =>
    setChannelCost(ctx, channelId, { month, costMinor: body.costMinor }),
});

const affected = defineRoute({
  operationId: "getChannelBanEffects",
  method: "GET",
  path: `${base}/:channelId/affected`,
  tag,
  summary: { zh: "封禁会影响什么", en: "What a ban would touch" },
  access: read,
  params,
  answer: shape.AffectedShape,
  errors: ["channel_not_found"],
  async run(ctx, { params: { channelId }, request }) {
    const found = await affectedByBan(ctx, channelId);
    const codes = found.codes.map((code) => codeAnswer(ctx, request, code));
    return { ...found, codes, offerIds: [...found.offerIds], campaignIds: [...found.campaignIds] };
  },
});

const ban = defineRoute({
  operationId: "banChannel",
  method: "POST",
  path: `${base}/:channelId/ban`,
  tag,
  summary: { zh: "封禁渠道并改指其渠道码", en: "Ban a channel and re-point its codes" },
  access: write,
  params,
  body: T.Object({ toChannelId: Nullable(Id) }, { additionalProperties: false }),
  answer: T.Object({
    repointed: T.Array(Id, { description: "codes that now belong to the other channel" }),
    retired: T.Array(Id, { description: "codes that now land on the brand's page" }),
  }),
  errors: ["channel_not_found", "channel_not_active"],
  async run(ctx, { params: { channelId }, body }) {
    const codes = await banChannel(ctx, channelId, body.toChannelId);
    const ids = codes.map((code) => code.sourceCodeId);
    return body.toChannelId ? { repointed: ids, retired: [] } : { repointed: [], retired: ids };
  },
});

const report = defineRoute({
  operationId: "reportChannelTraffic",
  method: "POST",
  path: `${base}/:channelId/reported`,
  tag,
  summary: { zh: "导入平台报告的访问量", en: "Import the visits that a platform reports" },
  access: write,
  params,
  body: T.Object(
    {
      rows: T.Array(
        T.Object(
          { day: Day, visits: T.Integer({ minimum: 0, maximum: 1e12 }) },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 1_000 },
      ),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ added: T.Integer(), corrected: T.Integer(), unchanged: T.Integer() }),
  errors: ["channel_not_found"],
  async run(ctx, { params: { channelId }, body }) {
    return { ...(await reportTraffic(ctx, channelId, body.rows)) };
  },
});

export const channelRoutes: readonly Route[] = [
  list,
  create,
  get,
  update,
  listCosts,
  setCost,
  affected,
  ban,
  report,
];
