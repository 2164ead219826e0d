import { Readable } from "node:stream";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { findLongJob } from "#platform/long-jobs.ts";
import { pageOf } from "#platform/paging.ts";
import { defineRoute, staff } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { bossQuery, bossReport } from "./boss-report.ts";
import { eventsQuery, figureEvents } from "./figure-events.ts";
import { loopCsv } from "./loop-csv.ts";
import { loopQuery, loopReport } from "./loop-report.ts";
import { listParked, parkedQuery, replayBody, replayParked } from "./parked.ts";
import { rebuildFacts } from "./rebuild.ts";
import { rankStores, storesQuery } from "./rank-stores.ts";
import {
  BossAnswer,
  FigureEvent,
  JobAnswer,
  LoopAnswer,
  ParkedEvent,
  StoresAnswer,
  TrafficAnswer,
  VerifyAnswer,
} from "./schemas.ts";
import { trafficQuery, trafficReport } from "./traffic-report.ts";
import { verifyBrand } from "./verify.ts";

const tag = "insights";
// "any": the use case narrows to the asked unit, or to the units of the caller's grants.
const reading = staff("insights.read", "any");

const reports = [
  defineRoute({
    operationId: "readLoop",
    method: "GET",
    path: "/api/:brand/insights/loop",
    tag,
    summary: { zh: "闭环漏斗", en: "Loop funnel by one dimension" },
    access: reading,
    query: loopQuery,
    answer: LoopAnswer,
    errors: ["insights_range"],
    run: (ctx, { query }) => loopReport(ctx, query),
  }),
  defineRoute({
    operationId: "exportLoop",
    method: "GET",
    path: "/api/:brand/insights/loop.csv",
    tag,
    summary: { zh: "导出闭环漏斗（CSV）", en: "Loop funnel as CSV" },
    access: staff("insights.export", "any"),
    query: loopQuery,
    errors: ["insights_range"],
    raw: true,
    async run(ctx, { query, reply }) {
      const lines = await loopCsv(ctx, query);
      reply.type("text/csv; charset=utf-8");
      reply.header("content-disposition", 'attachment; filename="loop.csv"');
      await reply.send(Readable.from(lines));
    },
  }),
  defineRoute({
    operationId: "listLoopEvents",
    method: "GET",
    path: "/api/:brand/insights/loop/events",
    tag,
    summary: { zh: "指标背后的事件", en: "Events behind one figure" },
    access: reading,
    query: eventsQuery,
    answer: pageOf(FigureEvent),
    errors: ["insights_range", "insights_figure_unknown"],
    run: (ctx, { query }) => figureEvents(ctx, query),
  }),
  defineRoute({
    operationId: "readBossPage",
    method: "GET",
    path: "/api/:brand/insights/boss",
    tag,
    summary: { zh: "老板页：至多七个指标", en: "Boss page: at most seven figures" },
    access: reading,
    query: bossQuery,
    answer: BossAnswer,
    errors: ["insights_range"],
    run: (ctx, { query }) => bossReport(ctx, query),
  }),
  defineRoute({
    operationId: "readStoreRanking",
    method: "GET",
    path: "/api/:brand/insights/stores",
    tag,
    summary: {
      zh: "门店排名：到店、带动订单、坪效或销售额",
      en: "Stores by visits, assisted orders, visits per m² or sales",
    },
    access: reading,
    query: storesQuery,
    answer: StoresAnswer,
    errors: ["insights_range"],
    run: (ctx, { query }) => rankStores(ctx, query),
  }),
  defineRoute({
    operationId: "readTraffic",
    method: "GET",
    path: "/api/:brand/insights/traffic",
    tag,
    summary: { zh: "上报、观测与有效访问", en: "Reported, observed and valid traffic" },
    access: reading,
    query: trafficQuery,
    answer: TrafficAnswer,
    errors: ["insights_range"],
    run: (ctx, { query }) => trafficReport(ctx, query),
  }),
];

async function readJob(ctx: Context, jobId: string) {
  const job = await findLongJob(ctx, jobId);
  if (!job) throw refuse("not_found");
  const { createdAt, updatedAt } = job;
  return {
    ...job,
    createdAt: createdAt.epochMilliseconds,
    updatedAt: updatedAt.epochMilliseconds,
  };
}

const upkeep = [
  defineRoute({
    operationId: "rebuildInsights",
    method: "POST",
    path: "/api/:brand/insights/rebuild",
    tag,
    summary: { zh: "按事件日志重新计算", en: "Make the figures again from the journal" },
    access: staff("brand.manage", "brand"),
    status: 202,
    answer: T.Object({ jobId: Id }),
    run: (ctx) => rebuildFacts(ctx),
  }),
  defineRoute({
    operationId: "getJob",
    method: "GET",
    path: "/api/:brand/jobs/:id",
    tag,
    summary: { zh: "长任务的进度", en: "Progress of a long job" },
    // Progress holds counts only; whoever works for the brand may follow the job they began.
    access: staff("stores.read", "any"),
    params: T.Object({ id: Id }),
    answer: JobAnswer,
    run: (ctx, { params }) => readJob(ctx, params.id),
  }),
  defineRoute({
    operationId: "listParkedEvents",
    method: "GET",
    path: "/api/:brand/insights/parked",
    tag,
    summary: { zh: "未能处理的事件", en: "Events that a reaction could not take in" },
    access: staff("brand.manage", "brand"),
    query: parkedQuery,
    answer: pageOf(ParkedEvent),
    run: (ctx, { query }) => listParked(ctx, query),
  }),
  defineRoute({
    operationId: "replayParkedEvent",
    method: "POST",
    path: "/api/:brand/insights/parked/replay",
    tag,
    summary: { zh: "重试未能处理的事件", en: "Let a reaction try a parked event again" },
    access: staff("brand.manage", "brand"),
    body: replayBody,
    run: (ctx, { body }) => replayParked(ctx, body),
  }),
  defineRoute({
    operationId: "verifyJournal",
    method: "GET",
    path: "/api/:brand/insights/verify",
    tag,
    summary: { zh: "校验事件日志未被改动", en: "Check that no event was changed" },
    access: staff("brand.manage", "brand"),
    answer: VerifyAnswer,
    // The chain is read by the owner's own connection, however long it takes.
    transaction: "none",
    run: (ctx) => verifyBrand(ctx),
  }),
];

export const insightsRoutes = [...reports, ...upkeep];
