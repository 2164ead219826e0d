import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { Id, Text } from "#platform/schema.ts";
import { permit, rootUnit, unitScope } from "#modules/organisation/index.ts";
import { changeStore } from "./change-store.ts";
import { createStore } from "./create-store.ts";
import { importStores } from "./import-stores.ts";
import { listStores } from "./list-stores.ts";
import { publicRoutes } from "./public-routes.ts";
import { getStore, specialDaysOf } from "./queries.ts";
import {
  ImportAnswer, NewStoreBody, Role, StoreAnswer, StoreChangeBody, StoreDetail, toAnswer,
} from "./schemas.ts";

const tag = "stores";
const params = T.Object({ storeId: Id });
const own = { unit: (input: { params: { storeId: string } }) => input.params.storeId };
const faults = [
  "store_code_invalid", "store_code_taken", "store_name_invalid", "store_field_too_long",
  "store_position_invalid", "store_hours_invalid", "store_area_invalid",
];

const create = defineRoute({
  operationId: "createStore",
  method: "POST",
  path: "/api/:brand/stores",
  tag,
  summary: { zh: "新建门店", en: "Open a store" },
  access: staff("stores.write"),
  body: NewStoreBody,
  answer: T.Object({ storeId: Id }),
  status: 201,
  errors: [...faults, "not_permitted"],
  async run(ctx, { body }) {
    const parentId = body.parentId ?? (await rootUnit(ctx));
    await permit(ctx, "stores.write", parentId);
    return { storeId: await createStore(ctx, { ...body, parentId } as never) };
  },
});

const change = defineRoute({
  operationId: "changeStore",
  method: "PATCH",
  path: "/api/:brand/stores/:storeId",
  tag,
  summary: { zh: "修改门店", en: "Change a store" },
  access: staff("stores.write", own),
  params,
  body: StoreChangeBody,
  errors: [...faults, "store_not_found"],
  async run(ctx, { params: { storeId }, body }) {
    await changeStore(ctx, storeId, body as never);
  },
});

const get = defineRoute({
  operationId: "getStore",
  method: "GET",
  path: "/api/:brand/stores/:storeId",
  tag,
  summary: { zh: "查看门店", en: "Read a store" },
  access: staff("stores.read", own),
  params,
  answer: StoreDetail,
  errors: ["store_not_found"],
  async run(ctx, { params: { storeId } }) {
    const store = await getStore(ctx, storeId);
    const days = await specialDaysOf(ctx, [storeId], "0001-01-01");
    return { ...toAnswer(store), specialDays: days.get(storeId) ?? [] };
  },
});

const list = defineRoute({
  operationId: "listStores",
  method: "GET",
  path: "/api/:brand/stores",
  tag,
  summary: { zh: "门店列表", en: "List stores" },
  access: staff("stores.read"),
  query: T.Object({
    ...pageQuery,
    unitId: T.Optional(Id),
    city: T.Optional(Text(60)),
    role: T.Optional(Role),
    text: T.Optional(Text(80)),
    position: T.Optional(T.Union([T.Literal("known"), T.Literal("unknown")])),
    closed: T.Optional(T.Boolean()),
  }),
  answer: pageOf(StoreAnswer),
  async run(ctx, { query: { unitId, ...filter } }) {
    if (unitId) await permit(ctx, "stores.read", unitId);
    const unitIds = unitId ? [unitId] : await unitScope(ctx, "stores.read");
    const page = await listStores(ctx, { ...filter, unitIds });
    return { items: page.items.map(toAnswer), next: page.next };
  },
});

const importing = defineRoute({
  operationId: "importStores",
  method: "POST",
  path: "/api/:brand/stores/import",
  tag,
  summary: { zh: "从 CSV 导入门店", en: "Import stores from CSV" },
  access: staff("stores.write"),
  streamBody: true,
  transaction: "none",
  answer: ImportAnswer,
  errors: ["invalid_input"],
  async run(ctx, { request }) {
    const report = await importStores(ctx, csvStream(request.body));
    return { ...report, ignoredColumns: [...report.ignoredColumns] };
  },
});

function csvStream(body: unknown): AsyncIterable<Uint8Array> {
  const stream = body as AsyncIterable<Uint8Array> | null;
  if (!stream || typeof stream !== "object" || !(Symbol.asyncIterator in stream)) {
    throw refuse("unsupported_media");
  }
  return stream;
}

export const storesRoutes: readonly Route[] = [
  create, list, importing, get, change, ...publicRoutes,
];
