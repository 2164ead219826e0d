import type { OfferTerms } from "../pricing/offer-terms.ts";
import { type Format, isCount, isId, isText } from "./format.ts";

/** What this device may take without contact in one day; nobody else was promised the same. */
export interface Allowance {
  /** Epoch milliseconds, half-open: a day of the brand. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly valueMinor: number;
}

/** One version of an offer that may be taken without contact. */
export interface OfflineTerms {
  readonly offerTail: string;
  readonly offerVersion: number;
  readonly title: string;
  readonly titleEn: string | null;
  readonly terms: OfferTerms;
}

export interface OfflineKey {
  readonly keyId: number;
  /** Ed25519, 32 bytes, base64url. */
  readonly publicKey: string;
}

/** What a counter must have with it before the line is down. */
export interface StoreRules {
  readonly type: "store_rules";
  readonly version: 1;
  readonly storeId: string;
  readonly storeTail: string;
  /** Longest time without contact; 0: offline is off. */
  readonly contactlessSeconds: number;
  readonly undoSeconds: number;
  readonly allowances: readonly Allowance[];
  readonly offers: readonly OfflineTerms[];
  readonly keys: readonly OfflineKey[];
}

const isAllowance = (one: Allowance): boolean =>
  isCount(one.from) && isCount(one.to) && isCount(one.count) && isCount(one.valueMinor);

export const storeRules: Format<StoreRules> = {
  type: "store_rules",
  version: 1,
  migrations: [],
  isValid: (value) =>
    isId(value.storeId) && isText(value.storeTail, /^[0-9a-f]{16}$/) &&
    isCount(value.contactlessSeconds) && isCount(value.undoSeconds) &&
    Array.isArray(value.allowances) && value.allowances.every(isAllowance) &&
    Array.isArray(value.offers) && Array.isArray(value.keys),
};
