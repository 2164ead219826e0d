import { type Format, isCount, isHash, isId } from "./format.ts";

/**
 * What a device says of itself whenever it calls, signed: how far its records go and what its
 * clock shows. All that it makes later carries a later time.
 */
export interface ContactRecord {
  readonly type: "contact";
  readonly version: 1;
  readonly deviceId: string;
  readonly head: number;
  readonly headHash: string;
  /** The counter's clock, epoch milliseconds. */
  readonly at: number;
}

export const contactRecord: Format<ContactRecord> = {
  type: "contact",
  version: 1,
  migrations: [],
  isValid: (value) =>
    isId(value.deviceId) && isCount(value.head) && isHash(value.headHash) && isCount(value.at),
};
