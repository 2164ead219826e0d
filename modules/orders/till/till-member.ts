import { maskedMember, memberByCode, memberByPhone } from "#modules/members/index.ts";
import { pointsRule, spendablePoints, storedValueOf } from "#modules/wallet/index.ts";
import { parseScanned } from "#packages/codes/index.ts";
import { actorId, actorKey, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { openToken, signToken } from "#platform/secrets.ts";
import { throttle } from "#platform/throttle.ts";
import { sellingStore } from "./selling-store.ts";
import type { MemberBy } from "./tables.ts";

const purpose = "orders.till_member";
// As long as a sale takes, with a queue in it: the member's own code is gone within minutes.
const goodMinutes = 20;

/** Who stands at the till. By a phone number anybody could be: it earns, and spends nothing. */
export interface TillMember {
  readonly memberId: string;
  readonly by: MemberBy;
}

interface Payload extends TillMember {
  readonly brandId: string;
  readonly storeId: string;
  readonly staffId: string | null;
}

async function known(ctx: Context, text: string): Promise<TillMember> {
  const { kind } = parseScanned(text);
  if (kind === "member-link" || kind === "spoken") {
    return { memberId: (await memberByCode(ctx, text)).memberId, by: "code" };
  }
  await throttle(ctx, {
    purpose: "till_phone", keys: [actorKey(ctx.actor)], max: 60, windowSeconds: 600,
  });
  const member = await memberByPhone(ctx, text);
  if (!member || member.erasedAt) throw refuse("till_member_unknown");
  return { memberId: member.memberId, by: "phone" };
}

/** What the member could pay with; of one known by a phone number only nothing is told. */
async function purseOf(ctx: Context, { memberId, by }: TillMember) {
  if (by === "phone") return { points: null, storedValueMinor: null };
  const rule = await pointsRule(ctx);
  const { principalMinor, bonusMinor } = await storedValueOf(ctx, memberId);
  return {
    points: rule ? await spendablePoints(ctx, memberId) : null,
    storedValueMinor: principalMinor + bonusMinor,
  };
}

/** Finds the member by the code of their card, its digits, or their phone number. */
export async function knowMember(ctx: Context, input: { storeId: string; text: string }) {
  await sellingStore(ctx, input.storeId);
  const member = await known(ctx, input.text);
  const payload: Payload = {
    ...member,
    brandId: ctx.brand.brandId,
    storeId: input.storeId,
    staffId: actorId(ctx.actor),
  };
  const until = ctx.recordedAt.add({ minutes: goodMinutes }).epochMilliseconds;
  const { masked, nameMasked } = await maskedMember(ctx, member.memberId);
  return {
    memberToken: signToken(purpose, payload, until),
    until,
    by: member.by,
    masked,
    nameMasked,
    ...(await purseOf(ctx, member)),
  };
}

/** Who was found before, by whom and where; refuses `till_member_over`. */
export function tillMember(ctx: Context, storeId: string, token: string): TillMember {
  const found = openToken<Payload>(purpose, token, ctx.recordedAt.epochMilliseconds);
  const same =
    found?.brandId === ctx.brand.brandId &&
    found.storeId === storeId &&
    found.staffId === actorId(ctx.actor);
  if (!found || !same) throw refuse("till_member_over");
  return { memberId: found.memberId, by: found.by };
}
