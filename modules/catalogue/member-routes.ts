import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, type Route } from "#platform/route.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import { myPreviews, subscribe, unsubscribe } from "./previews.ts";
import { PhaseSchema } from "./schemas.ts";

const tag = "catalogue";
const params = T.Object({ productId: Id });

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const join = defineRoute({
  operationId: "followPreview",
  method: "PUT",
  path: "/:brand/api/previews/:productId",
  tag,
  summary: { zh: "预约新品提醒", en: "Ask to be told when a coming product opens" },
  access: memberOnly(),
  params,
  errors: ["product_not_found", "preview_not_open"],
  run: (ctx, { params: { productId } }) => subscribe(ctx, productId, memberOf(ctx)),
});

const leave = defineRoute({
  operationId: "leavePreview",
  method: "DELETE",
  path: "/:brand/api/previews/:productId",
  tag,
  summary: { zh: "取消新品提醒", en: "No longer be told of a coming product" },
  access: memberOnly(),
  params,
  run: (ctx, { params: { productId } }) => unsubscribe(ctx, productId, memberOf(ctx)),
});

const mine = defineRoute({
  operationId: "listMyPreviews",
  method: "GET",
  path: "/:brand/api/previews",
  tag,
  summary: { zh: "我预约的新品", en: "The coming products that I wait for" },
  access: memberOnly(),
  answer: T.Object({
    items: T.Array(T.Object({
      productId: Id,
      name: T.String(),
      nameEn: Nullable(T.String()),
      opensAt: Nullable(Millis),
      closesAt: Nullable(Millis),
      phase: PhaseSchema,
    }), { maxItems: 50 }),
  }),
  async run(ctx) {
    const at = (instant: Temporal.Instant | null) => instant?.epochMilliseconds ?? null;
    const items = (await myPreviews(ctx, memberOf(ctx))).map((one) =>
      ({ ...one, opensAt: at(one.opensAt), closesAt: at(one.closesAt) }));
    return { items };
  },
});

export const catalogueMemberRoutes: readonly Route[] = [join, leave, mine];
