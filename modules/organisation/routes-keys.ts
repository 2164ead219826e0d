import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { listApiKeys, revokeApiKey } from "./api-key-queries.ts";
import { createApiKey } from "./create-api-key.ts";
import { listAudit } from "./list-audit.ts";
import { unitScope } from "./permit.ts";
import { capability, instantOf } from "./routes-staff.ts";

const tag = "organisation";

const list = defineRoute({
  operationId: "listApiKeys",
  method: "GET",
  path: "/api/:brand/api-keys",
  tag,
  summary: { zh: "查看接口密钥", en: "List API keys" },
  access: staff("integrations.manage", "any"),
  query: T.Object(pageQuery),
  answer: pageOf(
    T.Object({
      keyId: Id,
      name: T.String(),
      prefix: T.String(),
      scopes: T.Array(T.String()),
      unitId: Id,
      unitName: T.String(),
      unitNameEn: Nullable(T.String()),
      createdAt: Millis,
      validToAt: Nullable(Millis),
      revokedAt: Nullable(Millis),
    }),
  ),
  async run(ctx, { query }) {
    const page = await listApiKeys(ctx, await unitScope(ctx, "integrations.manage"), query);
    const items = page.items.map(({ validTo, ...one }) => ({
      ...one,
      createdAt: one.createdAt.epochMilliseconds,
      validToAt: validTo?.epochMilliseconds ?? null,
      revokedAt: one.revokedAt?.epochMilliseconds ?? null,
    }));
    return { ...page, items };
  },
});

const create = defineRoute({
  operationId: "createApiKey",
  method: "POST",
  path: "/api/:brand/api-keys",
  tag,
  summary: { zh: "新建接口密钥", en: "Create an API key" },
  access: staff("integrations.manage", {
    unit: (input: { body: { unitId: string } }) => input.body.unitId,
  }),
  // The answer of a keyed write is kept for two days; the secret must not be.
  idempotent: "exempt",
  body: T.Object(
    {
      name: Text(60),
      scopes: T.Array(capability, { minItems: 1, maxItems: 40 }),
      unitId: Id,
      validToAt: T.Optional(Nullable(Millis)),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({
    keyId: Id,
    secret: T.String({ description: "shown this once" }),
    prefix: T.String(),
  }),
  status: 201,
  errors: ["unit_not_found", "grant_beyond_own", "api_scope_owner_only", "end_not_ahead"],
  run: (ctx, { body }) => createApiKey(ctx, { ...body, validTo: instantOf(body.validToAt) }),
});

const revoke = defineRoute({
  operationId: "revokeApiKey",
  method: "DELETE",
  path: "/api/:brand/api-keys/:keyId",
  tag,
  summary: { zh: "停用接口密钥", en: "Revoke an API key" },
  access: staff("integrations.manage", "any"),
  params: T.Object({ keyId: Id }),
  errors: ["not_found"],
  run: (ctx, { params }) => revokeApiKey(ctx, params.keyId),
});

const outcome = T.Union([T.Literal("done"), T.Literal("refused")]);

const audit = defineRoute({
  operationId: "listAudit",
  method: "GET",
  path: "/api/:brand/audit",
  tag,
  summary: { zh: "查看操作记录", en: "List what was done and what was refused" },
  access: staff("audit.read", "any"),
  query: T.Object({ ...pageQuery, outcome: T.Optional(outcome), actorId: T.Optional(Id) }),
  answer: pageOf(
    T.Object({
      auditId: Id,
      at: Millis,
      actorKind: T.String(),
      actorId: Nullable(Id),
      actorName: Nullable(T.String()),
      action: T.String(),
      capability: Nullable(T.String()),
      targetId: Nullable(Id),
      unitId: Nullable(Id),
      unitName: Nullable(T.String()),
      outcome,
    }),
  ),
  async run(ctx, { query }) {
    const page = await listAudit(ctx, await unitScope(ctx, "audit.read"), query);
    const items = page.items.map((one) => ({ ...one, at: one.at.epochMilliseconds }));
    return { ...page, items };
  },
});

export const keyRoutes = [list, create, revoke, audit];
