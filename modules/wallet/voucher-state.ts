/** Derived from the row and the clock, never stored. */
export type VoucherState =
  | "usable"
  | "not_yet"
  | "used"
  | "expired"
  | "recalled"
  /** A friend has it. */
  | "given"
  /** A gift of it waits for a friend. */
  | "gift_open";

export interface StateFacts {
  readonly valid_from: Temporal.Instant;
  /** Exclusive. */
  readonly valid_to: Temporal.Instant;
  readonly uses_left: number;
  readonly recalled_at: Temporal.Instant | null;
  readonly given_at: Temporal.Instant | null;
  readonly gift_until: Temporal.Instant | null;
}

/** What was done to a voucher goes before what time did to it: a used one stays "used". */
export function stateOf(voucher: StateFacts, now: Temporal.Instant): VoucherState {
  if (voucher.given_at) return "given";
  if (voucher.recalled_at) return "recalled";
  if (voucher.uses_left === 0) return "used";
  // Windows begin and end on a whole millisecond: so compared, it is the same and ten times faster.
  const nowMs = now.epochMilliseconds;
  if (nowMs >= voucher.valid_to.epochMilliseconds) return "expired";
  if (voucher.gift_until && nowMs < voucher.gift_until.epochMilliseconds) return "gift_open";
  if (nowMs < voucher.valid_from.epochMilliseconds) return "not_yet";
  return "usable";
}
