import type { Context } from "#platform/context.ts";

type Zoned = { readonly brand: Pick<Context["brand"], "timeZone"> };

const months = 12;

const dateOf = (ctx: Zoned, at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate();

const startOf = (ctx: Zoned, date: Temporal.PlainDate): Temporal.Instant =>
  date.toZonedDateTime(ctx.brand.timeZone).toInstant();

/** Since when spending counts: from the beginning of the same day twelve months before. */
export const windowFrom = (ctx: Zoned, at: Temporal.Instant): Temporal.Instant =>
  startOf(ctx, dateOf(ctx, at).subtract({ months }));

/** Until when a tier is held that is reached or kept at a moment: twelve months, to a day's end. */
export const heldUntil = (ctx: Zoned, at: Temporal.Instant): Temporal.Instant =>
  startOf(ctx, dateOf(ctx, at).add({ months, days: 1 }));
