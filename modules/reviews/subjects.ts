import { servedBooking } from "#modules/bookings/index.ts";
import { boughtGoods } from "#modules/orders/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { SubjectKind } from "./tables.ts";

/** From receiving it. Later a review tells of another store than the one that can answer. */
export const reviewDays = 180;

/** What can be reviewed once: a product that was bought, or the store (`lineId` null). */
export interface Place {
  readonly lineId: string | null;
  readonly productId: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
}

export interface Subject {
  readonly kind: SubjectKind;
  readonly subjectId: string;
  readonly memberId: string;
  readonly storeId: string;
  readonly until: Temporal.Instant;
  readonly places: readonly Place[];
}

const until = (from: Temporal.Instant) => from.add({ hours: 24 * reviewDays });

async function ofOrder(ctx: Context, orderId: string): Promise<Subject | null> {
  const bought = await boughtGoods(ctx, orderId);
  if (!bought?.memberId) return null;
  const store = { lineId: null, productId: null, name: null, nameEn: null };
  return {
    kind: "order",
    subjectId: orderId,
    memberId: bought.memberId,
    storeId: bought.storeId,
    until: until(bought.handedOverAt),
    places: [...bought.lines, store],
  };
}

async function ofBooking(ctx: Context, bookingId: string): Promise<Subject | null> {
  const served = await servedBooking(ctx, bookingId);
  if (!served?.memberId) return null;
  const { serviceName: name, serviceNameEn: nameEn } = served;
  return {
    kind: "booking",
    subjectId: bookingId,
    memberId: served.memberId,
    storeId: served.storeId,
    until: until(served.servedAt),
    places: [{ lineId: null, productId: null, name, nameEn }],
  };
}

export function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

/** What the member has of this order or booking; null: not theirs, or not received yet. */
export async function ownSubject(
  ctx: Context,
  kind: SubjectKind,
  subjectId: string,
): Promise<Subject | null> {
  const subject = await (kind === "order" ? ofOrder : ofBooking)(ctx, subjectId);
  return subject?.memberId === memberOf(ctx) ? subject : null;
}
