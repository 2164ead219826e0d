export const resourceKinds = ["staff", "room", "chair", "try_on"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export const bookingStates = [
  "held", "confirmed", "arrived", "serving", "served", "no_show", "cancelled", "expired",
] as const;
export type BookingState = (typeof bookingStates)[number];

export const origins = ["member", "phone", "walk_in", "wait"] as const;
export type Origin = (typeof origins)[number];

export const waitStates = ["waiting", "offered", "taken", "left", "passed", "over"] as const;
export type WaitState = (typeof waitStates)[number];

export const depositStates = ["due", "paid", "kept", "returning"] as const;
export type DepositState = (typeof depositStates)[number];

/** Minutes after midnight of a day, past 1440 on the next; the end is exclusive. */
export interface Span {
  readonly opensMin: number;
  readonly closesMin: number;
}
/** 1 is Monday. */
export interface WeekSpan extends Span {
  readonly weekday: number;
}

export interface ServiceRow {
  brand_id: string;
  service_id: string;
  unit_id: string;
  name: string;
  name_en: string | null;
  about: string | null;
  about_en: string | null;
  product_id: string | null;
  needs: ResourceKind[];
  duration_min: number;
  before_min: number;
  after_min: number;
  grid_min: number;
  capacity: number;
  shared: boolean;
  price_minor: number | null;
  deposit_minor: number | null;
  deposit_product_id: string | null;
  lead_min: number;
  ahead_days: number;
  cancel_min: number;
  hold_min: number;
  remind_min: number | null;
  no_show_min: number;
  no_show_voucher: "keep" | "use";
  no_show_deposit: "keep" | "return";
  active: boolean;
  made_at: Temporal.Instant;
}

export interface ResourceRow {
  brand_id: string;
  resource_id: string;
  store_id: string;
  kind: ResourceKind;
  name: string;
  name_en: string | null;
  staff_id: string | null;
  capacity: number;
  hours: WeekSpan[] | null;
  active: boolean;
  made_at: Temporal.Instant;
}

export interface BookingRow {
  brand_id: string;
  booking_id: string;
  number: string;
  store_id: string;
  service_id: string;
  member_id: string | null;
  guest_name: string | null;
  guest_phone: string | null;
  origin: Origin;
  people: number;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  state: BookingState;
  held_until: Temporal.Instant | null;
  voucher_id: string | null;
  redemption_id: string | null;
  deposit_minor: number | null;
  deposit_state: DepositState | null;
  order_id: string | null;
  note: string | null;
  cancel_reason: string | null;
  cancelled_by: "member" | "staff" | "system" | null;
  campaign_id: string | null;
  channel_id: string | null;
  source_code_id: string | null;
  made_at: Temporal.Instant;
  confirmed_at: Temporal.Instant | null;
  arrived_at: Temporal.Instant | null;
  arrived_by: "member" | "staff" | null;
  started_at: Temporal.Instant | null;
  finished_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
  reminded_at: Temporal.Instant | null;
  moved: number;
  rating: number | null;
}

export interface UseRow {
  brand_id: string;
  use_id: string;
  booking_id: string;
  resource_id: string;
  place: number;
  places: number;
  seat: number;
  seats: number;
  session: string;
  busy_from: Temporal.Instant;
  busy_to: Temporal.Instant;
  released_at: Temporal.Instant | null;
}

export interface WaitRow {
  brand_id: string;
  wait_id: string;
  store_id: string;
  service_id: string;
  member_id: string;
  people: number;
  from_at: Temporal.Instant;
  to_at: Temporal.Instant;
  state: WaitState;
  booking_id: string | null;
  made_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
}

export interface FeedRow {
  brand_id: string;
  feed_id: string;
  kind: "resource" | "store" | "member";
  subject_id: string;
  token_hash: Buffer;
  masks: boolean;
  made_at: Temporal.Instant;
  made_by: string | null;
  revoked_at: Temporal.Instant | null;
}

export interface BookingTables {
  "bookings.calendars": { brand_id: string; store_id: string; check_in_version: number };
  "bookings.services": ServiceRow;
  "bookings.resources": ResourceRow;
  "bookings.skills": { brand_id: string; service_id: string; resource_id: string };
  "bookings.resource_days": {
    brand_id: string;
    resource_id: string;
    day: string;
    spans: Span[];
  };
  "bookings.bookings": BookingRow;
  "bookings.uses": UseRow;
  "bookings.waits": WaitRow;
  "bookings.feeds": FeedRow;
}
