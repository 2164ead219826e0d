import { parseMajor } from "#packages/money/index.ts";
import { benefitFor } from "#packages/pricing/browser.ts";
import type { Benefit } from "./api.ts";
import { termsOf } from "./promise.ts";

/** What a typed total does, before the server is asked. Amounts in minor units. */
export interface BillView {
  /** Null: nothing typed, or nothing that could be read. */
  billMinor: number | null;
  unread: boolean;
  /** How much is missing up to the threshold; 0: nothing. */
  missingMinor: number;
  discountMinor: number | null;
  payableMinor: number | null;
}

export function billView(text: string, benefit: Benefit, currency: string): BillView {
  const billMinor = text.trim() === "" ? null : parseMajor(text, currency);
  const unread = text.trim() !== "" && billMinor === null;
  const nothing = { missingMinor: 0, discountMinor: null, payableMinor: null };
  if (billMinor === null) return { billMinor, unread, ...nothing };
  const payers = [{ party: "group" as const, bps: 10_000 }];
  const rest = {
    payers,
    productScope: "all" as const,
    usesTotal: 1,
    stackable: false,
    validity: { kind: "days" as const, days: 1 },
  };
  const result = benefitFor({ ...termsOf(benefit), ...rest }, billMinor);
  if (result.ok) {
    const { discountMinor, payableMinor } = result;
    return { billMinor, unread, missingMinor: 0, discountMinor, payableMinor };
  }
  const missingMinor = result.reason === "below_threshold" ? result.missingMinor : 0;
  return { billMinor, unread, ...nothing, missingMinor };
}
