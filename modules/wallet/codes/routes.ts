import { Readable } from "node:stream";
import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { askExport, exportCsv, lockExport } from "./export-codes.ts";
import { BatchSchema, listBatches } from "./list-batches.ts";
import { recallBatch } from "./recall-batch.ts";

const tag = "wallet";
const batchParams = T.Object({ batchId: Id });
const reasonBody = T.Object(
  { reason: T.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

const list = defineRoute({
  operationId: "listCodeBatches",
  method: "GET",
  path: "/api/:brand/code-batches",
  tag,
  summary: { zh: "一个优惠的券码批次", en: "Batches of codes of an offer, newest first" },
  access: staff("offers.read"),
  query: T.Object({ ...pageQuery, offerId: Id }),
  answer: pageOf(BatchSchema),
  run: (ctx, { query }) => listBatches(ctx, query),
});

const ask = defineRoute({
  operationId: "requestCodeExport",
  method: "POST",
  path: "/api/:brand/code-batches/:batchId/exports",
  tag,
  summary: { zh: "申请导出一批券码（写明用途）", en: "Ask for an export of a batch, with its reason" },
  access: staff("offers.publish"),
  params: batchParams,
  body: reasonBody,
  answer: T.Object({ exportId: Id }),
  errors: [
    "code_batch_not_found", "code_batch_busy", "code_batch_recalled", "code_batch_locked",
  ],
  async run(ctx, { params, body }) {
    return { exportId: await askExport(ctx, params.batchId, body.reason) };
  },
});

const download = defineRoute({
  operationId: "downloadCodes",
  method: "GET",
  path: "/api/:brand/code-exports/:exportId/codes.csv",
  tag,
  summary: { zh: "下载申请到的券码（一次）", en: "Download the codes of an export, once" },
  access: staff("offers.publish"),
  params: T.Object({ exportId: Id }),
  raw: true,
  transaction: "none",
  errors: ["code_export_over"],
  async run(ctx, { params, reply }) {
    const { name, text } = await exportCsv(ctx, params.exportId);
    reply.header("content-disposition", `attachment; filename="${name}"`);
    reply.header("cache-control", "no-store");
    await reply.type("text/csv; charset=utf-8").send(Readable.from(text));
  },
});

const lock = defineRoute({
  operationId: "lockCodeExport",
  method: "POST",
  path: "/api/:brand/code-batches/:batchId/lock",
  tag,
  summary: { zh: "锁定：此后不能再导出", en: "Lock a batch against any further export" },
  access: staff("offers.publish"),
  params: batchParams,
  errors: ["code_batch_not_found", "code_batch_busy", "code_batch_locked"],
  run: (ctx, { params }) => lockExport(ctx, params.batchId),
});

const recall = defineRoute({
  operationId: "recallCodeBatch",
  method: "POST",
  path: "/api/:brand/code-batches/:batchId/recall",
  tag,
  summary: { zh: "收回一批未使用的券码", en: "Recall all codes of a batch that are not used" },
  access: staff("offers.publish"),
  params: batchParams,
  body: reasonBody,
  errors: ["code_batch_not_found", "code_batch_recalled"],
  run: (ctx, { params, body }) => recallBatch(ctx, params.batchId, body.reason),
});

export const codeRoutes: readonly Route[] = [list, ask, download, lock, recall];
