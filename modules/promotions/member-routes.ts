import { Type as T } from "typebox";
import { memberVoucher, VoucherSchema } from "#modules/wallet/index.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id, Nullable } from "#platform/schema.ts";
import { claimOffer } from "./claim-offer.ts";
import { OpenOfferSchema } from "./offer-view.ts";
import { openOffer } from "./offers-at.ts";

const tag = "promotions";
const offerParams = T.Object({ offerId: Id });

const getOpenOffer = defineRoute({
  operationId: "getOpenOffer",
  method: "GET",
  path: "/:brand/api/offers/:offerId",
  tag,
  summary: { zh: "一个可领取的优惠", en: "An offer that can be claimed" },
  access: open(),
  params: offerParams,
  answer: OpenOfferSchema,
  errors: ["offer_not_found", "offer_not_published", "offer_over"],
  run: (ctx, { params }) => openOffer(ctx, params.offerId),
});

const claim = defineRoute({
  operationId: "claimOffer",
  method: "POST",
  path: "/:brand/api/offers/:offerId/claim",
  tag,
  summary: { zh: "领取优惠", en: "Claim an offer" },
  access: memberOnly(),
  params: offerParams,
  body: T.Object(
    { storeId: T.Optional(Nullable(Id)), touchId: T.Optional(Nullable(Id)) },
    { additionalProperties: false },
  ),
  answer: VoucherSchema,
  errors: [
    "offer_not_found", "offer_not_published", "offer_not_started", "offer_over",
    "offer_sold_out", "offer_member_limit", "offer_not_at_store",
  ],
  async run(ctx, { params, body }) {
    if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
    const voucherId = await claimOffer(ctx, {
      offerId: params.offerId,
      memberId: ctx.actor.memberId,
      storeId: body.storeId ?? null,
      touchId: body.touchId ?? undefined,
    });
    return memberVoucher(ctx, voucherId);
  },
});

export const memberRoutes: readonly Route[] = [getOpenOffer, claim];
