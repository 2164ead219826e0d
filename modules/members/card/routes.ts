import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { cardOf, saveCard } from "./card.ts";
import { CardBody, CardSchema, StandingSchema } from "./card-schema.ts";
import { showMemberCode } from "./member-code.ts";
import { memberLink } from "./member-link.ts";
import { listTierChanges, standingOf } from "./standing.ts";

const tag = "members";

function self(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const getMine = defineRoute({
  operationId: "getMyCard",
  method: "GET",
  path: "/:brand/api/card",
  tag,
  summary: { zh: "我的会员卡", en: "My card: the brand's card and where I stand" },
  access: memberOnly(),
  answer: T.Object({ card: Nullable(CardSchema), standing: StandingSchema }),
  async run(ctx) {
    return { card: await cardOf(ctx), standing: await standingOf(ctx, self(ctx)) };
  },
});

const showCode = defineRoute({
  operationId: "showMemberCode",
  method: "POST",
  path: "/:brand/api/card/code",
  tag,
  summary: { zh: "出示会员码", en: "Show my code at a till: link for the QR, number to read out" },
  access: memberOnly(),
  // A stored answer would keep the token that is stored nowhere; a repeat makes another code.
  idempotent: "exempt",
  answer: T.Object({
    link: T.String(),
    spoken: T.String({ description: "12 digits" }),
    shownUntil: Millis,
    spokenUntil: Millis,
  }),
  async run(ctx, { request }) {
    const { token, ...code } = await showMemberCode(ctx, self(ctx));
    return { ...code, link: memberLink(request, ctx.brand.key, token) };
  },
});

const getCard = defineRoute({
  operationId: "getCard",
  method: "GET",
  path: "/api/:brand/card",
  tag,
  summary: { zh: "会员卡与等级", en: "The brand's card, its tiers and benefits" },
  access: staff("members.read", "any"),
  answer: T.Object({ card: Nullable(CardSchema) }),
  async run(ctx) {
    return { card: await cardOf(ctx) };
  },
});

const putCard = defineRoute({
  operationId: "saveCard",
  method: "PUT",
  path: "/api/:brand/card",
  tag,
  summary: { zh: "保存会员卡与等级", en: "Save the card with its tiers and benefits" },
  access: staff("points.manage", "brand"),
  body: CardBody,
  errors: ["card_without_benefit", "tiers_not_rising"],
  run: (ctx, { body }) => saveCard(ctx, body),
});

const params = T.Object({ memberId: Id });

const getStanding = defineRoute({
  operationId: "getMemberTier",
  method: "GET",
  path: "/api/:brand/members/:memberId/tier",
  tag,
  summary: { zh: "会员的等级", en: "Where a member stands" },
  access: staff("members.read", "any"),
  params,
  answer: StandingSchema,
  run: (ctx, { params: { memberId } }) => standingOf(ctx, memberId),
});

const listChanges = defineRoute({
  operationId: "listMemberTierChanges",
  method: "GET",
  path: "/api/:brand/members/:memberId/tier/changes",
  tag,
  summary: { zh: "会员等级的变化", en: "Each change of a member's tier, newest first" },
  access: staff("members.read", "any"),
  params,
  query: T.Object(pageQuery),
  answer: pageOf(T.Object({
    changeId: Id,
    at: Millis,
    why: T.String(),
    spentMinor: Minor,
    from: Nullable(T.String()),
    fromEn: Nullable(T.String()),
    to: Nullable(T.String()),
    toEn: Nullable(T.String()),
  })),
  run: (ctx, { params: { memberId }, query }) => listTierChanges(ctx, memberId, query),
});

export const cardRoutes: readonly Route[] = [
  getMine, showCode, getCard, putCard, getStanding, listChanges,
];
