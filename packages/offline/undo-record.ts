import { type Format, isCount, isHash, isId, isText } from "./format.ts";

/** A redemption of this device taken back, before or after it was sent. */
export interface UndoRecord {
  readonly type: "undo";
  readonly version: 1;
  readonly deviceId: string;
  readonly sequence: number;
  readonly previous: string;
  /** The sequence number of the redemption that is taken back. */
  readonly undoes: number;
  readonly reason: string;
  readonly staffId: string;
  /** The counter's clock, epoch milliseconds. */
  readonly at: number;
}

export const undoRecord: Format<UndoRecord> = {
  type: "undo",
  version: 1,
  migrations: [],
  isValid: (value) =>
    isId(value.deviceId) && isCount(value.sequence) && isCount(value.undoes) &&
    value.undoes > 0 && value.sequence > value.undoes && isHash(value.previous) &&
    isText(value.reason, /^[a-z_]{1,40}$/) && isId(value.staffId) && isCount(value.at),
};
