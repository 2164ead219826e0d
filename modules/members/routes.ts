import type { FastifyReply, FastifyRequest } from "fastify";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id, Nullable, Text } from "#platform/schema.ts";
import { consentTexts, currentText, purposes } from "./consent-texts.ts";
import { chooseConsent, consentStates } from "./consents.ts";
import { eraseMember } from "./erase-member.ts";
import { exportMember } from "./export-member.ts";
import { memberById } from "./find-members.ts";
import { maskOf } from "./masked-member.ts";
import { sendCode } from "./one-time-codes.ts";
import { renameMember } from "./rename-member.ts";
import { endSession, sessionCookie, sessionDays } from "./sessions.ts";
import { ConsentChoiceShape, ExportShape, MeShape, PurposeShape, VisitorId } from "./shapes.ts";
import { signIn } from "./sign-in.ts";

const tag = "members";

function cookieOptions(ctx: Context, request: FastifyRequest) {
  const secure = request.protocol === "https";
  return { httpOnly: true, sameSite: "lax", secure, path: `/${ctx.brand.key}` } as const;
}

function setSession(ctx: Context, request: FastifyRequest, reply: FastifyReply, token: string) {
  const maxAge = sessionDays * 86_400;
  reply.setCookie(sessionCookie, token, { ...cookieOptions(ctx, request), maxAge });
}

function clearSession(ctx: Context, request: FastifyRequest, reply: FastifyReply) {
  reply.clearCookie(sessionCookie, cookieOptions(ctx, request));
}

function selfOf(ctx: Context) {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor;
}

async function me(ctx: Context) {
  const { memberId } = selfOf(ctx);
  const member = await memberById(ctx, memberId);
  if (!member) throw refuse("not_signed_in");
  const consents = await consentStates(ctx, memberId);
  return {
    memberId,
    phoneMasked: maskOf(member).masked,
    name: member.name,
    joinedAt: member.joinedAt.epochMilliseconds,
    consents: consents.map((one) => ({
      ...one,
      givenAt: one.givenAt?.epochMilliseconds ?? null,
      withdrawnAt: one.withdrawnAt?.epochMilliseconds ?? null,
    })),
  };
}

const requestSignInCode = defineRoute({
  operationId: "requestSignInCode",
  method: "POST",
  path: "/:brand/api/sign-in/code",
  tag,
  summary: { zh: "获取登录验证码", en: "Ask for a sign-in code" },
  access: open(),
  idempotent: "exempt",
  body: T.Object({ phone: Text(40) }, { additionalProperties: false }),
  answer: T.Object({
    sent: T.Boolean(),
    resendAfterSeconds: T.Integer(),
    demoCode: T.Optional(T.String({ description: "Only in a made-up brand." })),
  }),
  errors: [
    "phone_not_valid",
    "code_too_soon",
    "too_many_tries",
    "sms_not_configured",
    "sms_not_sent",
  ],
  run: (ctx, { body }) => sendCode(ctx, body),
});

const signInByCode = defineRoute({
  operationId: "signInMember",
  method: "POST",
  path: "/:brand/api/sign-in",
  tag,
  summary: { zh: "会员登录", en: "Sign in as a member" },
  access: open(),
  idempotent: "exempt",
  body: T.Object(
    {
      phone: Text(40),
      code: Text(20),
      consents: T.Array(ConsentChoiceShape, { maxItems: purposes.length }),
      visitorId: T.Optional(VisitorId),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ memberId: Id, created: T.Boolean(), phoneMasked: T.String() }),
  errors: ["phone_not_valid", "code_wrong", "code_tries_used", "consent_version_unknown"],
  async run(ctx, { body, request, reply }) {
    const { token, ...answer } = await signIn(ctx, body);
    // Set after the commit: a rolled-back sign-in must leave no cookie.
    ctx.afterCommit.push(() => setSession(ctx, request, reply, token));
    return answer;
  },
});

const signOut = defineRoute({
  operationId: "signOutMember",
  method: "POST",
  path: "/:brand/api/sign-out",
  tag,
  summary: { zh: "会员退出登录", en: "Sign out" },
  access: open(),
  idempotent: "exempt",
  async run(ctx, { request, reply }) {
    if (ctx.actor.kind === "member") await endSession(ctx, ctx.actor.sessionId);
    clearSession(ctx, request, reply);
  },
});

const getMe = defineRoute({
  operationId: "getMyData",
  method: "GET",
  path: "/:brand/api/me",
  tag,
  summary: { zh: "我的资料与同意", en: "My record and consents" },
  access: memberOnly(),
  answer: MeShape,
  run: (ctx) => me(ctx),
});

const updateMe = defineRoute({
  operationId: "updateMe",
  method: "PATCH",
  path: "/:brand/api/me",
  tag,
  summary: { zh: "修改称呼", en: "Change my name" },
  access: memberOnly(),
  body: T.Object({ name: Nullable(Text(400, 0)) }, { additionalProperties: false }),
  answer: MeShape,
  async run(ctx, { body }) {
    await renameMember(ctx, selfOf(ctx).memberId, body.name);
    return me(ctx);
  },
});

const setMyConsent = defineRoute({
  operationId: "setMyConsent",
  method: "POST",
  path: "/:brand/api/me/consents",
  tag,
  summary: { zh: "同意或撤回一项用途", en: "Give or withdraw one consent" },
  access: memberOnly(),
  body: ConsentChoiceShape,
  answer: MeShape,
  errors: ["consent_version_unknown", "consent_needed_to_serve"],
  async run(ctx, { body }) {
    await chooseConsent(ctx, selfOf(ctx).memberId, body);
    return me(ctx);
  },
});

const exportMe = defineRoute({
  operationId: "exportMe",
  method: "GET",
  path: "/:brand/api/me/export",
  tag,
  summary: { zh: "下载我的全部数据", en: "Everything that is held of me" },
  access: memberOnly(),
  answer: ExportShape,
  run: (ctx) => exportMember(ctx, selfOf(ctx).memberId),
});

const eraseMe = defineRoute({
  operationId: "eraseMe",
  method: "DELETE",
  path: "/:brand/api/me",
  tag,
  summary: { zh: "注销账户", en: "Erase my account" },
  access: memberOnly(),
  async run(ctx, { request, reply }) {
    await eraseMember(ctx, selfOf(ctx).memberId, "member");
    ctx.afterCommit.push(() => clearSession(ctx, request, reply));
  },
});

const listConsentTexts = defineRoute({
  operationId: "listConsentTexts",
  method: "GET",
  path: "/:brand/api/consent-texts",
  tag,
  summary: { zh: "各项用途的说明与版本", en: "The texts of each purpose and their versions" },
  access: open(),
  answer: T.Object({
    items: T.Array(
      T.Object({
        purpose: PurposeShape,
        version: T.String(),
        zh: T.String(),
        en: T.String(),
        current: T.Boolean(),
      }),
    ),
  }),
  async run() {
    const current = new Set(purposes.map(currentText));
    return { items: consentTexts.map((text) => ({ ...text, current: current.has(text) })) };
  },
});

export const memberRoutes: readonly Route[] = [
  requestSignInCode,
  signInByCode,
  signOut,
  getMe,
  updateMe,
  setMyConsent,
  exportMe,
  eraseMe,
  listConsentTexts,
];
