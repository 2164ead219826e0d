import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Nullable } from "#platform/schema.ts";
import { permit } from "#modules/organisation/index.ts";
import { createBlock, listBlocks } from "./blocks.ts";
import { copyModel, listModels, markModel } from "./model-blocks.ts";
import {
  changeBlock, deleteBlock, publishBlock, reorderBlocks, withdrawBlock,
} from "./publish-block.ts";
import { BlockAnswer, BlockChangeBody, NewBlockBody, toAnswer, withInstants } from "./schemas.ts";
import { standardRoutes } from "./standard-routes.ts";
import { storePageRoute } from "./store-page-route.ts";

const tag = "pages";
const params = T.Object({ blockId: Id });
const created = T.Object({ blockId: Id });
const access = staff("pages.write");
const faults = ["block_not_found", "block_text_invalid", "block_dates_invalid", "media_not_found"];

const list = defineRoute({
  operationId: "listBlocks",
  method: "GET",
  path: "/api/:brand/pages/blocks",
  tag,
  summary: { zh: "某机构的页面版块", en: "Blocks of a unit's page" },
  access,
  query: T.Object({ unitId: Id }),
  answer: T.Object({ items: T.Array(BlockAnswer) }),
  async run(ctx, { query: { unitId } }) {
    await permit(ctx, "pages.write", unitId);
    return { items: (await listBlocks(ctx, unitId)).map(toAnswer) };
  },
});

const create = defineRoute({
  operationId: "createBlock",
  method: "POST",
  path: "/api/:brand/pages/blocks",
  tag,
  summary: { zh: "新建版块（草稿）", en: "Write a block as a draft" },
  access,
  body: NewBlockBody,
  answer: created,
  status: 201,
  errors: faults,
  async run(ctx, { body }) {
    const { unitId, kind, title } = body;
    return { blockId: await createBlock(ctx, { ...withInstants(body), unitId, kind, title }) };
  },
});

const change = defineRoute({
  operationId: "changeBlock",
  method: "PATCH",
  path: "/api/:brand/pages/blocks/:blockId",
  tag,
  summary: { zh: "修改版块", en: "Change a block" },
  access,
  params,
  body: BlockChangeBody,
  errors: [...faults, "block_word_banned"],
  async run(ctx, { params: { blockId }, body }) {
    await changeBlock(ctx, blockId, withInstants(body));
  },
});

const publish = defineRoute({
  operationId: "publishBlock",
  method: "POST",
  path: "/api/:brand/pages/blocks/:blockId/publish",
  tag,
  summary: { zh: "发布版块", en: "Publish a block" },
  access,
  params,
  errors: ["block_not_found", "block_word_banned"],
  async run(ctx, { params: { blockId } }) {
    await publishBlock(ctx, blockId);
  },
});

const withdraw = defineRoute({
  operationId: "withdrawBlock",
  method: "POST",
  path: "/api/:brand/pages/blocks/:blockId/withdraw",
  tag,
  summary: { zh: "撤下版块", en: "Withdraw a block" },
  access,
  params,
  errors: ["block_not_found"],
  async run(ctx, { params: { blockId } }) {
    await withdrawBlock(ctx, blockId);
  },
});

const remove = defineRoute({
  operationId: "deleteBlock",
  method: "DELETE",
  path: "/api/:brand/pages/blocks/:blockId",
  tag,
  summary: { zh: "删除版块", en: "Delete a block" },
  access,
  params,
  errors: ["block_not_found"],
  async run(ctx, { params: { blockId } }) {
    await deleteBlock(ctx, blockId);
  },
});

const reorder = defineRoute({
  operationId: "reorderBlocks",
  method: "PUT",
  path: "/api/:brand/pages/blocks/order",
  tag,
  summary: { zh: "版块排序", en: "Order a unit's blocks" },
  access,
  body: T.Object(
    { unitId: Id, blockIds: T.Array(Id, { maxItems: 200 }) },
    { additionalProperties: false },
  ),
  errors: ["block_order_invalid"],
  async run(ctx, { body }) {
    await reorderBlocks(ctx, body.unitId, body.blockIds);
  },
});

const models = defineRoute({
  operationId: "listModelBlocks",
  method: "GET",
  path: "/api/:brand/pages/models",
  tag,
  summary: { zh: "样板版块", en: "Blocks marked as models" },
  access,
  query: T.Object(pageQuery),
  answer: pageOf(
    T.Object({
      ...BlockAnswer.properties,
      unitName: T.String(),
      unitNameEn: Nullable(T.String()),
    }),
  ),
  async run(ctx, { query }) {
    const { items, next } = await listModels(ctx, query);
    const answers = items.map(({ block, unitName, unitNameEn }) => ({
      ...toAnswer(block),
      ...{ unitName, unitNameEn },
    }));
    return { items: answers, next };
  },
});

const mark = defineRoute({
  operationId: "markModelBlock",
  method: "PUT",
  path: "/api/:brand/pages/blocks/:blockId/model",
  tag,
  summary: { zh: "设为或取消样板（集团）", en: "Mark as a model, or not (group)" },
  access: staff("pages.write", "brand"),
  params,
  body: T.Object({ model: T.Boolean() }, { additionalProperties: false }),
  errors: ["block_not_found"],
  async run(ctx, { params: { blockId }, body }) {
    await markModel(ctx, blockId, body.model);
  },
});

const copy = defineRoute({
  operationId: "copyModelBlock",
  method: "POST",
  path: "/api/:brand/pages/blocks/:blockId/copy",
  tag,
  summary: { zh: "复制样板到本机构草稿", en: "Copy a model into own drafts" },
  access,
  params,
  body: T.Object({ unitId: Id }, { additionalProperties: false }),
  answer: created,
  status: 201,
  errors: ["block_not_found", "block_not_model"],
  async run(ctx, { params: { blockId }, body }) {
    return { blockId: await copyModel(ctx, blockId, body.unitId) };
  },
});

export const pagesRoutes: readonly Route[] = [
  list, create, reorder, change, publish, withdraw, remove, models, mark, copy,
  ...standardRoutes, storePageRoute,
];
