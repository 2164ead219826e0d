import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { anyStaff, defineRoute, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { closeUnit } from "./close-unit.ts";
import { createUnit } from "./create-unit.ts";
import { listUnits, type UnitRow } from "./list-units.ts";
import { moveUnit } from "./move-unit.ts";
import { permit, unitScope } from "./permit.ts";
import { renameUnit } from "./rename-unit.ts";
import { getUnit, rootUnit, type Unit, unitAncestors } from "./unit-queries.ts";

const tag = "organisation";
const kind = T.Union([
  T.Literal("group"),
  T.Literal("region"),
  T.Literal("city"),
  T.Literal("store"),
]);
const unitParams = T.Object({ unitId: Id });
const unit = T.Object({
  unitId: Id,
  parentId: Nullable(Id),
  kind,
  code: T.String(),
  name: T.String(),
  nameEn: Nullable(T.String()),
  createdAt: Millis,
  closedAt: Nullable(Millis),
});
const unitRow = T.Object({ ...unit.properties, childCount: T.Integer() });
const unitShown = T.Object({
  ...unit.properties,
  path: T.Array(
    T.Object({ unitId: Id, kind, name: T.String(), nameEn: Nullable(T.String()) }),
    { description: "the units it lies in, the root first, itself last" },
  ),
});

const shown = (one: Unit) => ({
  ...one,
  createdAt: one.createdAt.epochMilliseconds,
  closedAt: one.closedAt?.epochMilliseconds ?? null,
});
const row = (one: UnitRow) => ({ ...shown(one), childCount: one.childCount });
const overUnit = (capability: string) =>
  staff(capability, { unit: (input: { params: { unitId: string } }) => input.params.unitId });

const list = defineRoute({
  operationId: "listUnits",
  method: "GET",
  path: "/api/:brand/units",
  tag,
  summary: { zh: "查看机构：下级、搜索", en: "List units: children of one, or a search" },
  access: anyStaff(),
  query: T.Object({
    ...pageQuery,
    parentId: T.Optional(Id),
    search: T.Optional(T.String({ maxLength: 60 })),
    kind: T.Optional(kind),
    closed: T.Optional(T.Boolean({ description: "true: closed ones too" })),
  }),
  answer: pageOf(unitRow),
  async run(ctx, { query }) {
    const page = await listUnits(ctx, await unitScope(ctx, "*"), query);
    return { ...page, items: page.items.map(row) };
  },
});

const get = defineRoute({
  operationId: "getUnit",
  method: "GET",
  path: "/api/:brand/units/:unitId",
  tag,
  summary: { zh: "查看一个机构和它的上级", en: "Show a unit and what it lies in" },
  access: overUnit("*"),
  params: unitParams,
  answer: unitShown,
  errors: ["unit_not_found"],
  async run(ctx, { params }) {
    const found = await getUnit(ctx, params.unitId);
    const path = await unitAncestors(ctx, params.unitId, ctx.recordedAt);
    return { ...shown(found), path: path.reverse() };
  },
});

const create = defineRoute({
  operationId: "createUnit",
  method: "POST",
  path: "/api/:brand/units",
  tag,
  summary: { zh: "新建大区、城市等机构", en: "Create a unit; stores are made as stores" },
  access: staff("units.manage", "any"),
  body: T.Object(
    {
      parentId: T.Optional(Nullable(Id)),
      kind: T.Union([T.Literal("group"), T.Literal("region"), T.Literal("city")]),
      code: T.Optional(Nullable(Text(40))),
      name: Text(60),
      nameEn: T.Optional(Nullable(Text(120))),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ unitId: Id }),
  status: 201,
  errors: ["unit_not_found", "unit_closed", "unit_kind_misplaced", "unit_code_taken"],
  async run(ctx, { body }) {
    const parentId = body.parentId ?? (await rootUnit(ctx));
    await permit(ctx, "units.manage", parentId);
    return { unitId: await createUnit(ctx, { ...body, parentId }) };
  },
});

const rename = defineRoute({
  operationId: "renameUnit",
  method: "PATCH",
  path: "/api/:brand/units/:unitId",
  tag,
  summary: { zh: "修改机构名称或编码", en: "Change a unit's names or code" },
  access: overUnit("units.manage"),
  params: unitParams,
  body: T.Object(
    {
      name: T.Optional(Text(60)),
      nameEn: T.Optional(Nullable(Text(120))),
      code: T.Optional(Text(40)),
    },
    { additionalProperties: false },
  ),
  errors: ["unit_not_found", "unit_code_taken"],
  run: (ctx, { params, body }) => renameUnit(ctx, params.unitId, body),
});

const move = defineRoute({
  operationId: "moveUnit",
  method: "POST",
  path: "/api/:brand/units/:unitId/move",
  tag,
  summary: { zh: "把机构移到另一个上级之下", en: "Move a unit below another, from now or later" },
  access: overUnit("units.manage"),
  params: unitParams,
  body: T.Object(
    { parentId: Id, fromAt: T.Optional(Millis) },
    { additionalProperties: false },
  ),
  errors: [
    "unit_not_found",
    "unit_cycle",
    "unit_is_root",
    "unit_closed",
    "unit_kind_misplaced",
    "unit_moved_later",
    "end_not_ahead",
  ],
  async run(ctx, { params, body }) {
    const from = Temporal.Instant.fromEpochMilliseconds(body.fromAt ?? ctx.now.epochMilliseconds);
    // Figures of days that are over were shown to people; a move does not change them.
    if (body.fromAt && Temporal.Instant.compare(from, ctx.now) < 0) throw refuse("end_not_ahead");
    await moveUnit(ctx, { unitId: params.unitId, parentId: body.parentId, from });
  },
});

const close = defineRoute({
  operationId: "closeUnit",
  method: "POST",
  path: "/api/:brand/units/:unitId/close",
  tag,
  summary: { zh: "关闭机构", en: "Close a unit" },
  access: overUnit("units.manage"),
  params: unitParams,
  errors: ["unit_not_found", "unit_is_root", "unit_closed", "unit_has_children"],
  run: (ctx, { params }) => closeUnit(ctx, params.unitId),
});

export const unitRoutes = [list, get, create, rename, move, close];
