// Whether offers ever meet: one member, at one store, at one moment for whom all of them hold.
import type { Facts, HeldVoucher, Moment } from "./cart.ts";
import type { Conditions, Offer } from "./model.ts";

/** Who buys, where and when. */
export interface Meeting {
  readonly facts: Facts;
  readonly now: Moment;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Without the brand's clock: UTC, in which minutes of the day are as good as in any zone. */
export function momentInUtc(atMs: number): Moment {
  const days = Math.floor(atMs / dayMs);
  return {
    atMs,
    // 1970-01-01 was a Thursday.
    weekday: ((((days + 3) % 7) + 7) % 7) + 1,
    minuteOfDay: Math.floor((atMs - days * dayMs) / minuteMs),
  };
}

/**
 * The first meeting of all the offers from `fromMs` on; null where there is none. A member may be
 * in any number of segments. Vouchers are held as many as one order may use.
 */
export function meetingOf(
  offers: readonly Offer[],
  fromMs: number,
  momentAt: (atMs: number) => Moment,
): Meeting | null {
  const whens = offers.map((offer) => offer.when);
  const storeId = commonOf(whens.map((when) => when.stores));
  const channelId = commonOf(whens.map((when) => when.channels));
  const now = momentFor(whens, fromMs, momentAt);
  if (storeId === undefined || channelId === undefined || now === null) return null;
  return {
    now,
    facts: {
      storeId,
      channelId,
      segments: [...new Set(whens.flatMap((when) => when.segments?.slice(0, 1) ?? []))],
      ...(whens.some((when) => when.firstOrder) ? { firstOrder: true } : {}),
      vouchers: offers.flatMap(vouchersOf),
    },
  };
}

function vouchersOf(offer: Offer): HeldVoucher[] {
  if (offer.trigger === "automatic") return [];
  return Array.from({ length: offer.perOrder ?? 1 }, (_, index) => ({
    voucherId: `${offer.offerId}~${index + 1}`,
    offerId: offer.offerId,
    usesLeft: 1,
  }));
}

/** One name that is in every given list; null: no list is given; undefined: none is in all. */
function commonOf(lists: readonly (readonly string[] | undefined)[]): string | null | undefined {
  const given = lists.filter((list) => list !== undefined);
  const [first, ...others] = [...given].sort((a, b) => a.length - b.length);
  if (!first) return null;
  const sets = others.map((list) => new Set(list));
  return first.find((name) => sets.every((set) => set.has(name)));
}

function momentFor(
  whens: readonly Conditions[],
  earliestMs: number,
  momentAt: (atMs: number) => Moment,
): Moment | null {
  const fromMs = Math.max(earliestMs, ...whens.map((when) => when.fromMs ?? earliestMs));
  const toMs = Math.min(...whens.map((when) => when.toMs ?? Number.POSITIVE_INFINITY));
  if (!(fromMs < toMs)) return null;
  const first = momentAt(fromMs);
  if (whens.every((when) => holds(when, first))) return first;
  // Weekdays and hours repeat: if the offers meet at all, they meet where one of them begins.
  const starts = new Set([0, ...whens.flatMap((when) => when.hours?.map((h) => h.from) ?? [])]);
  let best: Moment | null = null;
  for (const start of starts) {
    const ahead = (start - first.minuteOfDay) * minuteMs - (fromMs % minuteMs);
    for (let day = 0; day <= 8; day++) {
      const atMs = fromMs + ahead + day * dayMs;
      if (atMs < fromMs || atMs >= toMs || (best && best.atMs <= atMs)) continue;
      const moment = momentAt(atMs);
      if (whens.every((when) => holds(when, moment))) best = moment;
    }
  }
  return best;
}

function holds(when: Conditions, now: Moment): boolean {
  if (when.weekdays && !when.weekdays.includes(now.weekday)) return false;
  const minute = now.minuteOfDay;
  const { hours } = when;
  return !hours || hours.some(({ from, to }) =>
    from <= to ? minute >= from && minute < to : minute >= from || minute < to);
}
