import type { OfferTerms } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";

/** One version of an offer, as a counter needs it to take a right of it without a line. */
export interface OfferVersion {
  readonly offerId: string;
  readonly offerVersion: number;
  readonly title: string;
  readonly titleEn: string | null;
  readonly terms: OfferTerms;
}

/** What a kind of right tells for the time without a line. */
export interface OfflineRights {
  readonly kind: "voucher";
  /** The version of the offer that the right is of; null: no such right. */
  versionOf(ctx: Context, rightId: string): Promise<OfferVersion | null>;
  /** Every version of these offers of which somebody may still hold a right. */
  versionsOf(ctx: Context, offerIds: readonly string[]): Promise<OfferVersion[]>;
  /** Those of the rights that could be used now. */
  usable(ctx: Context, rightIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface Loss {
  readonly conflictId: string;
  /** Who bears it. */
  readonly unitId: string;
  readonly amountMinor: number;
}

/** Where the loss of a right that was used twice is posted. */
export interface LossBook {
  post(ctx: Context, loss: Loss): Promise<void>;
  takeBack(ctx: Context, conflictId: string): Promise<void>;
}

interface OfflineParts {
  readonly rights: OfflineRights;
  readonly losses: LossBook;
}

let parts: OfflineParts | undefined;

export function wireOffline(given: OfflineParts): void {
  parts = given;
}

export function offlineParts(): OfflineParts {
  if (!parts) throw new Error("wireOffline() has not been called.");
  return parts;
}
