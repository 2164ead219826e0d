import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { accountOnly, anyStaff, defineRoute, staff } from "#platform/route.ts";
import { Id, Nullable, Text } from "#platform/schema.ts";
import { adoptSamples } from "./adopt-samples.ts";
import { staffName } from "./audit.ts";
import { assertBrandKey } from "./brand-key.ts";
import { changeBrand } from "./change-brand.ts";
import { createBrand, ownerOf } from "./create-brand.ts";
import { deleteBrand } from "./delete-brand.ts";
import { accountOf, email, password, userAgentOf } from "./routes-account.ts";
import { rolesHeld } from "./staff-queries.ts";
import { unitNames } from "./unit-queries.ts";
import { wired } from "./wired.ts";

const tag = "organisation";
const color = T.String({ pattern: "^#[0-9A-Fa-f]{6}$" });
const nameEn = Nullable(T.String());
const ownAccount = T.Object(
  { email, password, name: Text(40) },
  { additionalProperties: false },
);

interface OwnAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** A demo sign-in is known to everybody, so it needs an account of its own to own a brand. */
async function ownerFor(accountId: string, own: OwnAccount | undefined): Promise<string> {
  const { sample } = await ownerOf(accountId);
  if (!sample) return accountId;
  if (!own) throw refuse("sample_account");
  const made = await wired().accounts.createAccount(own);
  const newcomer = { accountId: made, name: own.name, email: own.email.toLowerCase() };
  await adoptSamples(accountId, newcomer);
  return made;
}

const create = defineRoute({
  operationId: "createBrand",
  method: "POST",
  path: "/api/brands",
  tag,
  summary: { zh: "新建品牌", en: "Create a brand" },
  access: accountOnly(),
  // The key is unique, so a repeated request makes no second brand.
  idempotent: "exempt",
  transaction: "none",
  body: T.Object(
    {
      key: Text(24),
      name: Text(40),
      nameEn: T.Optional(Nullable(Text(80))),
      timeZone: T.Optional(Text(60)),
      currency: T.Optional(T.String({ pattern: "^[A-Z]{3}$" })),
      accentColor: T.Optional(color),
      account: T.Optional(ownAccount),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ brandId: Id, key: T.String() }),
  status: 201,
  errors: ["sample_account", "email_taken", "brand_key_taken", "brand_key_reserved"],
  async run(ctx, { body, request, reply }) {
    const { account, ...brand } = body;
    assertBrandKey(brand.key);
    const asking = accountOf(ctx);
    const accountId = await ownerFor(asking, account);
    const brandId = await createBrand({ ...brand, accountId });
    if (account && accountId !== asking) {
      const { accounts } = wired();
      const signed = await accounts.signIn(account.email, account.password, userAgentOf(request));
      reply.header("set-cookie", signed.setCookie);
    }
    return { brandId, key: brand.key };
  },
});

const change = defineRoute({
  operationId: "changeBrand",
  method: "PATCH",
  path: "/api/:brand/brand",
  tag,
  summary: { zh: "修改品牌名称、颜色、标志、时区", en: "Change name, colour, logo or time zone" },
  access: staff("brand.manage", "brand"),
  body: T.Object(
    {
      name: T.Optional(Text(40)),
      nameEn: T.Optional(Nullable(Text(80))),
      accentColor: T.Optional(color),
      timeZone: T.Optional(Text(60)),
      logoMediaId: T.Optional(Nullable(Id)),
    },
    { additionalProperties: false },
  ),
  errors: ["brand_zone_fixed"],
  run: (ctx, { body }) => changeBrand(ctx, body),
});

const remove = defineRoute({
  operationId: "deleteBrand",
  method: "DELETE",
  path: "/api/:brand",
  tag,
  summary: { zh: "删除品牌的全部数据，不可恢复", en: "Delete a brand and all its data, for good" },
  access: staff("brand.manage", "brand"),
  idempotent: "exempt",
  transaction: "none",
  body: T.Object({ confirmKey: T.String({ maxLength: 24 }) }, { additionalProperties: false }),
  answer: T.Object({ rows: T.Integer() }),
  errors: ["brand_delete_unconfirmed"],
  async run(ctx, { body }) {
    const { key, brandId } = ctx.brand;
    if (body.confirmKey !== key) throw refuse("brand_delete_unconfirmed", { key });
    return { rows: await deleteBrand(brandId) };
  },
});

async function heldBy(ctx: Context) {
  const names = await unitNames(ctx, [...new Set(ctx.grants.map((grant) => grant.unitId))]);
  const units = new Map(names.map((unit) => [unit.unitId, unit]));
  const byCapability = Map.groupBy(ctx.grants, (grant) => grant.capability);
  return [...byCapability].map(([capability, grants]) => ({
    capability,
    units: [...new Set(grants.map((grant) => grant.unitId))].flatMap((id) => units.get(id) ?? []),
  }));
}

const unit = T.Object({ unitId: Id, kind: T.String(), name: T.String(), nameEn });

const me = defineRoute({
  operationId: "getMe",
  method: "GET",
  path: "/api/:brand/me",
  tag,
  summary: { zh: "我在本品牌的身份和权限", en: "Who I am in this brand, and what I may do" },
  access: anyStaff(),
  answer: T.Object({
    staffId: Nullable(Id),
    name: Nullable(T.String()),
    roles: T.Array(T.Object({ key: T.String(), name: T.String(), nameEn })),
    capabilities: T.Array(T.Object({ capability: T.String(), units: T.Array(unit) })),
    brand: T.Object({
      brandId: Id,
      key: T.String(),
      name: T.String(),
      nameEn,
      timeZone: T.String(),
      currency: T.String(),
      accentColor: T.String(),
      logoMediaId: Nullable(Id),
      sample: T.Boolean(),
    }),
  }),
  async run(ctx) {
    const staffId = ctx.actor.kind === "staff" ? ctx.actor.staffId : null;
    const { brandId } = ctx.brand;
    return {
      staffId,
      name: staffId ? await staffName(ctx, staffId) : null,
      roles: staffId ? await rolesHeld(ctx.tx, brandId, staffId, ctx.recordedAt) : [],
      capabilities: await heldBy(ctx),
      brand: { ...ctx.brand },
    };
  },
});

export const brandRoutes = [create, change, remove, me];
