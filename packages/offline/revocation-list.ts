import { type Format, isCount, isText } from "./format.ts";

/** Statements of this store whose window is open and whose right cannot be used any more. */
export interface RevocationList {
  readonly type: "revocations";
  readonly version: 1;
  readonly serials: readonly string[];
  /** Server time, epoch milliseconds. */
  readonly at: number;
}

export const revocationList: Format<RevocationList> = {
  type: "revocations",
  version: 1,
  migrations: [],
  isValid: (value) =>
    Array.isArray(value.serials) &&
    value.serials.every((one) => isText(one, /^[0-9a-f]{16}$/)) && isCount(value.at),
};
