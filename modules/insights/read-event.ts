import type { JournalEvent } from "#platform/journal.ts";
import { dayOf, dayWindow } from "#platform/time.ts";

/** A row of insights.facts as the journal's event alone determines it. */
export interface Fact {
  readonly event_id: string;
  readonly position: number;
  readonly event_kind: string;
  readonly kind: string;
  readonly day: string;
  readonly occurred_at: string;
  readonly unit_id: string | null;
  readonly channel_id: string | null;
  readonly source_code_id: string | null;
  readonly campaign_id: string | null;
  readonly offer_id: string | null;
  readonly member_id: string | null;
  readonly visitor_id: string | null;
  readonly subject_id: string | null;
  readonly amount: number | null;
  readonly new_member: boolean | null;
  readonly bill_minor: number | null;
  readonly discount_minor: number | null;
  readonly bot: boolean;
  readonly staff: boolean;
}

type Payload = Readonly<Record<string, unknown>>;
interface Reading {
  /** Null: this one of the kind does not count. */
  readonly kind: string | ((payload: Payload) => string | null);
  /** Which member of the payload names the touch, voucher or redemption. */
  readonly subject?: string;
  readonly more?: (payload: Payload, zone: Zoned) => Partial<Fact>;
}
type Zoned = { readonly brand: { readonly timeZone: string } };

/** A reported figure belongs to the day it speaks of, and to the tree of that day. */
function reportOf(payload: Payload, zone: Zoned): Partial<Fact> {
  const day = String(payload.day);
  const { from } = dayWindow(zone, day);
  return { day, occurred_at: from.toString(), amount: numberOf(payload.visits) };
}

const closedStates: readonly unknown[] = ["handed_over", "accepted"];

/** A step into the closed states closes a transaction; all goods back, or undone, reopen it. */
function stepOf({ from, to }: Payload): string | null {
  if (to === "returned") return "returned";
  const [was, is] = [closedStates.includes(from), closedStates.includes(to)];
  return was === is ? null : is ? "closing" : "reopening";
}

/** A pickup, a stamp or an entitlement uses no offer up: it is a hand-over, and a visit. */
const useOf = ({ rightKind }: Payload): string =>
  rightKind === undefined || rightKind === "voucher" ? "redemption" : "hand_over";

const totalOf = ({ totalMinor }: Payload): Partial<Fact> => ({ bill_minor: numberOf(totalMinor) });

/** Every kind of event that counts. A new one is a line here. */
const readings: Readonly<Record<string, Reading>> = {
  "channels.traffic_reported": { kind: "reported", more: reportOf },
  "channels.touched": {
    kind: "touch",
    subject: "touchId",
    more: (payload) => ({ bot: payload.bot === true, staff: payload.staff === true }),
  },
  "channels.engaged": { kind: "engaged", subject: "touchId" },
  "channels.visited": { kind: "visit", subject: "redemptionId" },
  "campaigns.member_reached": { kind: "reached" },
  "wallet.voucher_issued": { kind: "claim", subject: "voucherId" },
  "redemption.committed": { kind: useOf, subject: "redemptionId" },
  "redemption.undone": { kind: "undo", subject: "redemptionId" },
  "orders.paid_up": { kind: "paid", subject: "orderId", more: totalOf },
  "orders.till_sold": { kind: "till", subject: "orderId" },
  "orders.stepped": { kind: stepOf, subject: "orderId" },
  "bookings.arrived": { kind: "arrived", subject: "bookingId" },
  "bookings.arrival_undone": { kind: "undo", subject: "bookingId" },
  "bookings.served": { kind: "closing", subject: "bookingId" },
  "care.qualified": { kind: "qualified", subject: "subjectId" },
  "care.unqualified": { kind: "unqualified", subject: "subjectId" },
};

export const countedKinds: readonly string[] = Object.keys(readings);

/** Binds a visitor to a member; it counts nothing itself. */
export const bindingKinds = ["channels.visitor_bound"] as const;

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
const truthOf = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);

/** Reads one event; null for a kind that does not count. */
export function readEvent(zone: Zoned, event: JournalEvent): Fact | null {
  const reading = readings[event.kind];
  if (!reading) return null;
  const { payload } = event;
  const kind = typeof reading.kind === "string" ? reading.kind : reading.kind(payload);
  if (kind === null) return null;
  return {
    event_id: event.eventId,
    position: event.position,
    event_kind: event.kind,
    kind,
    day: dayOf(zone, event.occurredAt),
    occurred_at: event.occurredAt.toString(),
    unit_id: textOf(payload.storeId) ?? event.unitId,
    channel_id: textOf(payload.channelId),
    source_code_id: textOf(payload.sourceCodeId),
    campaign_id: textOf(payload.campaignId),
    offer_id: textOf(payload.offerId),
    member_id: event.memberId ?? textOf(payload.memberId),
    visitor_id: textOf(payload.visitorId),
    subject_id: reading.subject ? textOf(payload[reading.subject]) : null,
    amount: null,
    new_member: truthOf(payload.newMember),
    bill_minor: numberOf(payload.billMinor),
    discount_minor: numberOf(payload.discountMinor),
    bot: false,
    staff: false,
    ...reading.more?.(payload, zone),
  };
}
