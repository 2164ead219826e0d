import { Type as T } from "typebox";
import { viewsOfVersions, VoucherSchema, type VoucherView } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { type BatchCall, defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id, Nullable } from "#platform/schema.ts";
import { together } from "#platform/together.ts";
import { type Claim, claimMany, lookAtClaims, type Looked } from "./claim-offer.ts";
import { claimLimitCodes } from "./limit-rules.ts";
import { OpenOfferSchema } from "./offer-view.ts";
import { openOffer } from "./offers-at.ts";
import { knownSoldOut, noteOutcome } from "./sold-out.ts";

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

interface ClaimBody {
  readonly storeId?: string | null;
  readonly touchId?: string | null;
}

type ClaimCall = Omit<BatchCall<{ offerId: string }, ClaimBody>, "caller" | "found"> & {
  readonly caller: Claim["caller"] & { readonly visitorId?: string | null };
};

function claimOf({ caller, params, body }: ClaimCall): Claim {
  if (caller.actor.kind !== "member") throw refuse("not_signed_in");
  return {
    caller,
    own: true,
    offerId: params.offerId,
    memberId: caller.actor.memberId,
    storeId: body.storeId ?? null,
    touchId: body.touchId ?? undefined,
    visitorId: caller.visitorId ?? null,
  };
}

async function claimForMembers(
  ctx: Context,
  calls: readonly ClaimCall[],
  looked: readonly Looked[],
): Promise<(VoucherView | Refusal)[]> {
  const claims = calls.map(claimOf);
  const versions = looked.flatMap(({ live }) => live instanceof Refusal ? []
    : [{ offerId: live.version.offer_id, offerVersion: live.version.version }]);
  const [outcomes, viewsOf] = await together([
    claimMany(ctx, claims, looked),
    viewsOfVersions(ctx, versions),
  ]);
  const made = outcomes.flatMap((one) => (one instanceof Refusal ? [] : [one]));
  const views = new Map(viewsOf(made).map((view) => [view.voucherId, view]));
  return outcomes.map((one, index) => {
    const { offerId, caller } = claims[index]!;
    const refusal = one instanceof Refusal ? one : null;
    const { brandId } = ctx.brand;
    const nowMs = caller.recordedAt.epochMilliseconds;
    ctx.afterCommit.push(() => noteOutcome({ brandId, offerId, refusal }, nowMs));
    if (one instanceof Refusal) return one;
    const view = views.get(one.voucherId);
    if (!view) throw new Error(`voucher ${one.voucherId} was issued and is not there`);
    return view;
  });
}

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
    "offer_sold_out", "offer_member_limit", "offer_not_at_store", "offer_not_self_claim",
    "offer_reserved",
    "stopped", ...claimLimitCodes,
  ],
  async run(ctx, { params, body }) {
    const call = { caller: ctx, params, body };
    const looked = await lookAtClaims(ctx, [claimOf(call)]);
    const [answer] = await claimForMembers(ctx, [call], looked);
    if (answer instanceof Refusal) throw answer;
    return answer;
  },
  lookMany: (ctx, calls) => lookAtClaims(ctx, calls.map(claimOf)),
  runMany: (ctx, calls) =>
    claimForMembers(ctx, calls, calls.map(({ found }) => found as Looked)),
  refuseEarly: ({ brand, recordedAt }, { params }) =>
    knownSoldOut(brand.brandId, params.offerId, recordedAt.epochMilliseconds),
});

export const memberRoutes: readonly Route[] = [getOpenOffer, claim];
