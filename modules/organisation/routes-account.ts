import type { FastifyRequest } from "fastify";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { inBrand } from "#platform/db/driver.ts";
import { refuse } from "#platform/errors.ts";
import { accountOnly, defineRoute, open } from "#platform/route.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import { noBrand, throttleBrand } from "#platform/throttle.ts";
import { brandsOfAccount } from "./accounts-journal.ts";
import { ownerOf } from "./create-brand.ts";
import { rolesHeld } from "./staff-queries.ts";
import { wired } from "./wired.ts";

const tag = "organisation";
const windowSeconds = 15 * 60;

/**
 * Guesses at one e-mail from one address, at one e-mail from anywhere, and from one address: a
 * store's whole staff signs in from one address, a list of stolen passwords does not fit.
 */
export async function throttleSignIn(ctx: Context, email: string): Promise<void> {
  const who = email.trim().toLowerCase();
  const rules: readonly (readonly [string, string, number])[] = [
    ["sign_in", `${who} ${ctx.clientHash}`, 10],
    ["sign_in_email", who, 40],
    ["sign_in_address", ctx.clientHash, 200],
  ];
  for (const [purpose, key, max] of rules) {
    await throttleBrand(noBrand, ctx.recordedAt, { purpose, keys: [key], max, windowSeconds });
  }
}

export const userAgentOf = (request: FastifyRequest): { userAgent: string } => ({
  userAgent: String(request.headers["user-agent"] ?? ""),
});

export const password = T.String({ minLength: 10, maxLength: 128 });
export const email = T.String({ minLength: 3, maxLength: 254, pattern: "^[^@\\s]+@[^@\\s]+$" });

const signIn = defineRoute({
  operationId: "signIn",
  method: "POST",
  path: "/api/auth/sign-in",
  tag,
  summary: { zh: "员工登录", en: "Sign in as staff" },
  access: open(),
  idempotent: "exempt",
  transaction: "none",
  body: T.Object(
    { email: Text(254), password: Text(128) },
    { additionalProperties: false },
  ),
  errors: ["sign_in_failed", "too_many_tries"],
  async run(ctx, { body, request, reply }) {
    await throttleSignIn(ctx, body.email);
    const signed = await wired().accounts.signIn(body.email, body.password, userAgentOf(request));
    reply.header("set-cookie", signed.setCookie);
  },
});

const signOut = defineRoute({
  operationId: "signOut",
  method: "POST",
  path: "/api/auth/sign-out",
  tag,
  summary: { zh: "退出登录", en: "Sign out" },
  access: open(),
  idempotent: "exempt",
  transaction: "none",
  async run(_ctx, { request, reply }) {
    reply.header("set-cookie", await wired().accounts.signOut(request));
  },
});

const roleName = T.Object({ key: T.String(), name: T.String(), nameEn: Nullable(T.String()) });

const getSession = defineRoute({
  operationId: "getSession",
  method: "GET",
  path: "/api/session",
  tag,
  summary: { zh: "当前账号和可进入的品牌", en: "The account and the brands it works for" },
  access: accountOnly(),
  transaction: "none",
  answer: T.Object({
    account: T.Object({ email: T.String(), name: T.String(), sample: T.Boolean() }),
    brands: T.Array(
      T.Object({
        key: T.String(),
        name: T.String(),
        nameEn: Nullable(T.String()),
        accentColor: T.String(),
        sample: T.Boolean(),
        staffId: Id,
        roles: T.Array(roleName),
      }),
    ),
  }),
  errors: ["not_signed_in"],
  async run(ctx) {
    const accountId = accountOf(ctx);
    const { email: address, name, sample } = await ownerOf(accountId);
    const brands = [];
    for (const { brand, staffId } of await brandsOfAccount(accountId)) {
      const roles = await inBrand(wired().databases.app, brand.brandId, (tx) =>
        rolesHeld(tx, brand.brandId, staffId, ctx.recordedAt),
      );
      brands.push({ ...brand, staffId, roles });
    }
    return { account: { email: address, name, sample }, brands };
  },
});

export function accountOf(ctx: Context): string {
  if (ctx.actor.kind !== "account") throw refuse("not_signed_in");
  return ctx.actor.accountId;
}

const listSessions = defineRoute({
  operationId: "listSessions",
  method: "GET",
  path: "/api/auth/sessions",
  tag,
  summary: { zh: "已登录的设备", en: "Devices that are signed in" },
  access: accountOnly(),
  transaction: "none",
  answer: T.Object({
    items: T.Array(
      T.Object({
        sessionId: Id,
        createdAt: Millis,
        expiresAt: Millis,
        userAgent: Nullable(T.String()),
        current: T.Boolean(),
      }),
    ),
  }),
  errors: ["not_signed_in"],
  async run(ctx, { request }) {
    const { accounts } = wired();
    const now = await accounts.sessionOf(request);
    const sessions = await accounts.listSessions(accountOf(ctx));
    return {
      items: sessions.map((one) => ({
        sessionId: one.sessionId,
        createdAt: one.createdAt.epochMilliseconds,
        expiresAt: one.expiresAt.epochMilliseconds,
        userAgent: one.userAgent,
        current: one.sessionId === now?.sessionId,
      })),
    };
  },
});

const revokeSession = defineRoute({
  operationId: "revokeSession",
  method: "DELETE",
  path: "/api/auth/sessions/:sessionId",
  tag,
  summary: { zh: "让一台设备退出登录", en: "Sign one device out" },
  access: accountOnly(),
  idempotent: "exempt",
  transaction: "none",
  params: T.Object({ sessionId: Id }),
  errors: ["not_signed_in", "not_found"],
  async run(ctx, { params }) {
    const ended = await wired().accounts.revokeSession(accountOf(ctx), params.sessionId);
    if (!ended) throw refuse("not_found");
  },
});

const changePassword = defineRoute({
  operationId: "changePassword",
  method: "POST",
  path: "/api/auth/password",
  tag,
  summary: { zh: "修改密码，其他设备随即退出", en: "Change the password; other devices sign out" },
  access: accountOnly(),
  idempotent: "exempt",
  transaction: "none",
  body: T.Object(
    { currentPassword: Text(128), newPassword: password },
    { additionalProperties: false },
  ),
  errors: ["not_signed_in", "sign_in_failed", "sample_account", "too_many_tries"],
  async run(ctx, { body, request }) {
    const { accounts } = wired();
    const accountId = accountOf(ctx);
    const account = await ownerOf(accountId);
    await throttleSignIn(ctx, account.email);
    if (account.sample) throw refuse("sample_account");
    const fits = await accounts.passwordFits(accountId, body.currentPassword);
    if (!fits) throw refuse("sign_in_failed");
    const session = await accounts.sessionOf(request);
    await accounts.changePassword(accountId, body.newPassword, session?.sessionId);
  },
});

export const accountRoutes = [
  signIn,
  signOut,
  getSession,
  listSessions,
  revokeSession,
  changePassword,
];
