import { newId } from "#platform/ids.ts";

/** A batch's codes are numbered from 1. */
export const mostCodes = 5_000_000;

const tail = "000000";

/** The id of a batch ends in 24 zero bits: there the numbers of its codes stand. */
export const newBatchId = (): string => newId().slice(0, -tail.length) + tail;

/** The id that the voucher of a code has, or will have. */
export const voucherIdOf = (batchId: string, number: number): string =>
  batchId.slice(0, -tail.length) + number.toString(16).padStart(tail.length, "0");

/** The code that a voucher's id would be of; whether there is one, only the table tells. */
export function codeRefOf(voucherId: string): { batchId: string; number: number } {
  return {
    batchId: voucherId.slice(0, -tail.length) + tail,
    number: Number.parseInt(voucherId.slice(-tail.length), 16),
  };
}
