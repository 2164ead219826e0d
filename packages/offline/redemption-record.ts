import { type Format, isCount, isHash, isId, isMinorOrNull, isText } from "./format.ts";

/** A right used at a counter without a line. Signed by the device and chained to the one before. */
export interface RedemptionRecord {
  readonly type: "redemption";
  readonly version: 2;
  readonly deviceId: string;
  /** 1, 2, 3 … of this device, undos included. */
  readonly sequence: number;
  /** Hash of the record before; of the first: {@link firstHash}. */
  readonly previous: string;
  /** The text of the member's offline QR. */
  readonly statement: string;
  readonly staffId: string;
  readonly billMinor: number | null;
  /** What the counter took off the bill by the terms it had; null: unknown. */
  readonly discountMinor: number | null;
  /** The counter's clock, epoch milliseconds. */
  readonly at: number;
}

export const redemptionRecord: Format<RedemptionRecord> = {
  type: "redemption",
  version: 2,
  migrations: [
    // 2: the counter says what it took off, so that a difference to the server's terms is seen.
    (old) => ({ ...old, discountMinor: null }),
  ],
  isValid: (value) =>
    isId(value.deviceId) && isCount(value.sequence) && value.sequence > 0 &&
    isHash(value.previous) && isText(value.statement, /^BHO\d\.[A-Za-z0-9_-]{1,400}$/) &&
    isId(value.staffId) && isMinorOrNull(value.billMinor) &&
    isMinorOrNull(value.discountMinor) && isCount(value.at),
};
