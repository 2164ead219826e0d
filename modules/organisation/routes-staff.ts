import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, open, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { inBrand } from "#platform/db/driver.ts";
import { systemContext } from "#platform/reactions.ts";
import { noBrand, throttleBrand } from "#platform/throttle.ts";
import { acceptInvite, brandOfToken, findInvite } from "./accept-invite.ts";
import { capabilities } from "./capabilities.ts";
import { createInvite } from "./create-invite.ts";
import { createRole } from "./create-role.ts";
import { grantRole } from "./grant-role.ts";
import { cancelInvite, listInvites } from "./invite-queries.ts";
import { unitScope } from "./permit.ts";
import { revokeGrant } from "./revoke-grant.ts";
import { email, password, throttleSignIn, userAgentOf } from "./routes-account.ts";
import { getRole, listRoles, listStaff } from "./staff-queries.ts";
import { getUnit } from "./unit-queries.ts";
import { wired } from "./wired.ts";

const tag = "organisation";
export const capability = T.Union(capabilities.map((one) => T.Literal(one)));
export const instantOf = (millis: number | null | undefined): Temporal.Instant | null =>
  millis ? Temporal.Instant.fromEpochMilliseconds(millis) : null;

const nameEn = Nullable(T.String());
const grant = T.Object({
  grantId: Id,
  roleId: Id,
  roleKey: T.String(),
  roleName: T.String(),
  roleNameEn: nameEn,
  unitId: Id,
  unitName: T.String(),
  unitNameEn: nameEn,
  validFromAt: Millis,
  validToAt: Nullable(Millis),
});

const staffList = defineRoute({
  operationId: "listStaff",
  method: "GET",
  path: "/api/:brand/staff",
  tag,
  summary: { zh: "查看员工和他们的授权", en: "List staff and what they are granted" },
  access: staff("staff.manage", "any"),
  query: T.Object(pageQuery),
  answer: pageOf(
    T.Object({ staffId: Id, name: T.String(), email: T.String(), grants: T.Array(grant) }),
  ),
  run: async (ctx, { query }) => listStaff(ctx, await unitScope(ctx, "staff.manage"), query),
});

const addGrant = defineRoute({
  operationId: "grantRole",
  method: "POST",
  path: "/api/:brand/grants",
  tag,
  summary: { zh: "授予角色", en: "Grant a role over a unit" },
  access: staff("staff.manage", {
    unit: (input: { body: { unitId: string } }) => input.body.unitId,
  }),
  body: T.Object(
    { staffId: Id, roleId: Id, unitId: Id, validToAt: T.Optional(Nullable(Millis)) },
    { additionalProperties: false },
  ),
  answer: T.Object({ grantId: Id }),
  status: 201,
  errors: ["not_found", "unit_not_found", "unit_closed", "grant_beyond_own", "end_not_ahead"],
  async run(ctx, { body }) {
    const { staffId, roleId, unitId, validToAt } = body;
    const validTo = instantOf(validToAt);
    return { grantId: await grantRole(ctx, { staffId, roleId, unitId, validTo }) };
  },
});

const endGrant = defineRoute({
  operationId: "revokeGrant",
  method: "DELETE",
  path: "/api/:brand/grants/:grantId",
  tag,
  summary: { zh: "收回授权，下一次请求即生效", en: "Revoke a grant, from the next request on" },
  access: staff("staff.manage", "any"),
  params: T.Object({ grantId: Id }),
  errors: ["not_found", "grant_not_active", "grant_beyond_own", "last_owner"],
  run: (ctx, { params }) => revokeGrant(ctx, params.grantId),
});

const role = T.Object({
  roleId: Id,
  key: T.String(),
  name: T.String(),
  nameEn,
  capabilities: T.Array(T.String()),
  builtIn: T.Boolean(),
});

const roles = defineRoute({
  operationId: "listRoles",
  method: "GET",
  path: "/api/:brand/roles",
  tag,
  summary: { zh: "查看角色", en: "List roles" },
  access: staff("staff.manage", "any"),
  answer: T.Object({ items: T.Array(role), capabilities: T.Array(T.String()) }),
  run: async (ctx) => ({ items: await listRoles(ctx), capabilities: [...capabilities] }),
});

const addRole = defineRoute({
  operationId: "createRole",
  method: "POST",
  path: "/api/:brand/roles",
  tag,
  summary: { zh: "新建角色", en: "Create a role from capabilities" },
  access: staff("staff.manage", "brand"),
  body: T.Object(
    {
      key: T.String({ pattern: "^[a-z][a-z0-9_]{1,39}$" }),
      name: Text(40),
      nameEn: T.Optional(Nullable(Text(80))),
      capabilities: T.Array(capability, { minItems: 1, maxItems: capabilities.length }),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ roleId: Id }),
  status: 201,
  errors: ["role_key_taken", "grant_beyond_own"],
  async run(ctx, { body }) {
    return { roleId: await createRole(ctx, { ...body, nameEn: body.nameEn ?? null }) };
  },
});

const invites = defineRoute({
  operationId: "listInvites",
  method: "GET",
  path: "/api/:brand/invites",
  tag,
  summary: { zh: "查看邀请", en: "List invites" },
  access: staff("staff.manage", "any"),
  query: T.Object(pageQuery),
  answer: pageOf(
    T.Object({
      inviteId: Id,
      roleId: Id,
      roleName: T.String(),
      roleNameEn: nameEn,
      unitId: Id,
      unitName: T.String(),
      unitNameEn: nameEn,
      email: Nullable(T.String()),
      state: T.Union([
        T.Literal("open"),
        T.Literal("accepted"),
        T.Literal("cancelled"),
        T.Literal("expired"),
      ]),
      createdAt: Millis,
      expiresAt: Millis,
    }),
  ),
  async run(ctx, { query }) {
    const page = await listInvites(ctx, await unitScope(ctx, "staff.manage"), query);
    const items = page.items.map((one) => ({
      ...one,
      createdAt: one.createdAt.epochMilliseconds,
      expiresAt: one.expiresAt.epochMilliseconds,
    }));
    return { ...page, items };
  },
});

const invite = defineRoute({
  operationId: "createInvite",
  method: "POST",
  path: "/api/:brand/invites",
  tag,
  summary: { zh: "生成一次性邀请链接", en: "Make a one-time invite link" },
  access: staff("staff.manage", {
    unit: (input: { body: { unitId: string } }) => input.body.unitId,
  }),
  // The answer of a keyed write is kept for two days; the token must not be.
  idempotent: "exempt",
  body: T.Object(
    {
      roleId: Id,
      unitId: Id,
      email: T.Optional(Nullable(email)),
      grantValidToAt: T.Optional(Nullable(Millis)),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({
    inviteId: Id,
    token: T.String({ description: "shown this once" }),
    link: T.String({ description: "path of the page that accepts; show it as a QR code" }),
    expiresAt: Millis,
    mailed: T.Boolean(),
  }),
  status: 201,
  errors: ["not_found", "unit_not_found", "unit_closed", "grant_beyond_own", "end_not_ahead"],
  async run(ctx, { body }) {
    const made = await createInvite(ctx, {
      roleId: body.roleId,
      unitId: body.unitId,
      email: body.email ?? null,
      grantValidTo: instantOf(body.grantValidToAt),
    });
    return { ...made, expiresAt: made.expiresAt.epochMilliseconds };
  },
});

const endInvite = defineRoute({
  operationId: "cancelInvite",
  method: "DELETE",
  path: "/api/:brand/invites/:inviteId",
  tag,
  summary: { zh: "取消邀请", en: "Cancel an invite" },
  access: staff("staff.manage", "any"),
  params: T.Object({ inviteId: Id }),
  errors: ["not_found", "invite_not_usable"],
  run: (ctx, { params }) => cancelInvite(ctx, params.inviteId),
});

const throttleInvite = (ctx: { clientHash: string; recordedAt: Temporal.Instant }) =>
  throttleBrand(noBrand, ctx.recordedAt, {
    purpose: "invite",
    keys: [ctx.clientHash],
    max: 60,
    windowSeconds: 900,
  });

const look = defineRoute({
  operationId: "previewInvite",
  method: "POST",
  path: "/api/invites/preview",
  tag,
  summary: { zh: "查看邀请内容", en: "Show what an invite is for" },
  access: open(),
  idempotent: "exempt",
  transaction: "none",
  body: T.Object({ token: Text(80) }, { additionalProperties: false }),
  answer: T.Object({
    brand: T.Object({ key: T.String(), name: T.String(), nameEn, accentColor: T.String() }),
    role: T.Object({ name: T.String(), nameEn }),
    unit: T.Object({ name: T.String(), nameEn }),
    email: Nullable(T.String()),
  }),
  errors: ["invite_not_usable", "too_many_tries"],
  async run(caller, { body }) {
    await throttleInvite(caller);
    const brand = await brandOfToken(body.token);
    return inBrand(wired().databases.app, brand.brandId, async (tx) => {
      const base = systemContext(brand, tx, "previewInvite");
      const ctx = { ...base, now: caller.now, recordedAt: caller.recordedAt };
      const found = await findInvite(ctx, body.token);
      const given = await getRole(ctx, found.role_id);
      const over = await getUnit(ctx, found.unit_id);
      return {
        brand: { ...brand },
        role: { name: given.name, nameEn: given.nameEn },
        unit: { name: over.name, nameEn: over.nameEn },
        email: found.email,
      };
    });
  },
});

const accept = defineRoute({
  operationId: "acceptInvite",
  method: "POST",
  path: "/api/invites/accept",
  tag,
  summary: { zh: "接受邀请并登录", en: "Accept an invite and sign in" },
  access: open(),
  idempotent: "exempt",
  transaction: "none",
  body: T.Object(
    { token: Text(80), email, password, name: Text(40) },
    { additionalProperties: false },
  ),
  answer: T.Object({ brandKey: T.String() }),
  errors: [
    "invite_not_usable",
    "invite_other_email",
    "sign_in_failed",
    "sample_account",
    "too_many_tries",
  ],
  async run(ctx, { body, request, reply }) {
    await throttleInvite(ctx);
    await throttleSignIn(ctx, body.email);
    const { setCookie, brandKey } = await acceptInvite(ctx, body, userAgentOf(request).userAgent);
    reply.header("set-cookie", setCookie);
    return { brandKey };
  },
});

export const staffRoutes = [
  staffList,
  addGrant,
  endGrant,
  roles,
  addRole,
  invites,
  invite,
  endInvite,
  look,
  accept,
];
