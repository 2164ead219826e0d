import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text, Word } from "#platform/schema.ts";
import { createRule, endRule, listRules } from "./rules.ts";
import { myEntitlements, takeEntitlement } from "./take-entitlement.ts";

const tag = "wallet";
const closed = { additionalProperties: false };
const text = T.String();
const audience = Word("everyone", "out_of_town", "granted");
const path = "/api/:brand/entitlement-rules";

const MineSchema = T.Object({
  ruleId: Id,
  entitlementId: Nullable(Id),
  name: text,
  nameEn: Nullable(text),
  audience,
  homeCity: Nullable(text),
  validTo: Nullable(Millis),
  state: Word("open", "usable", "used", "over"),
});

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const mine = defineRoute({
  operationId: "listMyEntitlements",
  method: "GET",
  path: "/:brand/api/entitlements",
  tag,
  summary: { zh: "我的权益", en: "What I have, and may take, without any purchase" },
  access: memberOnly(),
  answer: T.Object({ items: T.Array(MineSchema) }),
  run: async (ctx) => ({ items: await myEntitlements(ctx, memberOf(ctx)) }),
});

const take = defineRoute({
  operationId: "takeEntitlement",
  method: "POST",
  path: "/:brand/api/entitlements/:ruleId",
  tag,
  summary: { zh: "领取权益", en: "Take an entitlement" },
  access: memberOnly(),
  params: T.Object({ ruleId: Id }),
  body: T.Object({ homeCity: T.Optional(Nullable(Text(40))) }, closed),
  answer: MineSchema,
  errors: ["entitlement_rule_not_found", "entitlement_over", "entitlement_city_needed"],
  run: (ctx, { params: { ruleId }, body }) =>
    takeEntitlement(ctx, memberOf(ctx), ruleId, body.homeCity?.trim() || null),
});

const list = defineRoute({
  operationId: "listEntitlementRules",
  method: "GET",
  path,
  tag,
  summary: { zh: "权益规则", en: "Rules of entitlements, newest first" },
  access: staff("offers.read"),
  query: T.Object(pageQuery),
  answer: pageOf(
    T.Object({
      ruleId: Id,
      name: text,
      nameEn: Nullable(text),
      audience,
      per: Word("ever", "year"),
      scopeUnitIds: Nullable(T.Array(Id)),
      validDays: T.Integer(),
      state: Word("active", "ended"),
      taken: T.Integer(),
      used: T.Integer(),
    }),
  ),
  run: (ctx, { query }) => listRules(ctx, query),
});

const create = defineRoute({
  operationId: "createEntitlementRule",
  method: "POST",
  path,
  tag,
  summary: { zh: "新建权益规则", en: "Make a rule; it works at once" },
  access: staff("offers.publish"),
  body: T.Object(
    {
      unitId: Id,
      name: Text(40),
      nameEn: T.Optional(Nullable(Text(80))),
      audience,
      per: Word("ever", "year"),
      scopeUnitIds: T.Optional(Nullable(T.Array(Id, { minItems: 1, maxItems: 500 }))),
      validDays: T.Integer({ minimum: 1, maximum: 730 }),
    },
    closed,
  ),
  status: 201,
  answer: T.Object({ ruleId: Id }),
  async run(ctx, { body }) {
    const ruleId = await createRule(ctx, {
      ...body,
      name: body.name.trim(),
      nameEn: body.nameEn?.trim() || null,
      scopeUnitIds: body.scopeUnitIds ?? null,
    });
    return { ruleId };
  },
});

const end = defineRoute({
  operationId: "endEntitlementRule",
  method: "POST",
  path: `${path}/:ruleId/end`,
  tag,
  summary: { zh: "结束权益规则", en: "End a rule; what members have stays good" },
  access: staff("offers.publish"),
  params: T.Object({ ruleId: Id }),
  errors: ["entitlement_rule_not_found"],
  run: (ctx, { params: { ruleId } }) => endRule(ctx, ruleId),
});

export const entitlementRoutes: readonly Route[] = [mine, take, list, create, end];
