import type { Store } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayOf } from "#platform/time.ts";
import { slotsOf } from "./availability.ts";
import { daysWindow } from "./list-bookings.ts";
import { loadCandidates, wantedOf } from "./load-candidates.ts";
import { findService } from "./queries.ts";

export interface SlotsInput {
  readonly serviceId: string;
  /** YYYY-MM-DD in the brand's zone. */
  readonly from: string;
  /** 1 … 31. */
  readonly days: number;
  readonly people?: number | undefined;
  readonly resourceId?: string | undefined;
}

/**
 * Slots of a service at a store on some calendar days, full ones with nothing left. Members see
 * those that they may still book; staff see all from now on.
 */
export async function listSlots(
  ctx: Context,
  store: Store,
  input: SlotsInput,
  bound: "lead" | "now",
) {
  const service = await findService(ctx, input.serviceId);
  if (!service.active) throw refuse("booking_service_not_found");
  const { serviceId, from, days, people = 1, resourceId = null } = input;
  const window = daysWindow(ctx, from, days);
  const lead = bound === "lead" ? service.lead_min : 0;
  const earliest = ctx.now.add({ minutes: lead }).epochMilliseconds;
  const furthest = ctx.now.add({ hours: 24 * service.ahead_days }).epochMilliseconds;
  const latest = bound === "lead" ? furthest + 1 : Number.MAX_SAFE_INTEGER;
  const range = {
    from: Math.max(window.from.epochMilliseconds, earliest),
    to: Math.min(window.to.epochMilliseconds, latest),
  };
  const wanted = wantedOf(service);
  const first = Temporal.PlainDate.from(from);
  const candidates = await loadCandidates(ctx, store, serviceId, { from: first, days });
  const slots = slotsOf(wanted, candidates, range, resourceId);
  return {
    timeZone: ctx.brand.timeZone,
    from,
    days,
    items: slots.map((slot) => ({
      ...slot,
      left: slot.left >= people ? slot.left : 0,
      day: dayOf(ctx, Temporal.Instant.fromEpochMilliseconds(slot.startsAt)),
    })),
    now: ctx.now.epochMilliseconds,
  };
}
