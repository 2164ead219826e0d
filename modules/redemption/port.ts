import type { Context } from "#platform/context.ts";
import type { Params } from "#platform/errors.ts";

/** Why a right may not be used now. `usedUp`: redemption adds when and where. */
export interface RightRefusal {
  readonly code: string;
  readonly params: Params;
  readonly usedUp?: boolean;
}

/** Where the member came from when the right was issued. */
export interface SourceDims {
  readonly campaignId: string | null;
  readonly channelId: string | null;
  readonly sourceCodeId: string | null;
}

export interface Benefit {
  readonly kind: string;
  readonly amountMinor: number | null;
  readonly bps: number | null;
  readonly capMinor: number | null;
  readonly thresholdMinor: number | null;
}

/** What a right is, apart from whether it may be used. */
export interface RightFacts {
  readonly rightId: string;
  readonly memberId: string | null;
  readonly offerId: string | null;
  readonly title: string;
  readonly titleEn: string | null;
  readonly description: string | null;
  readonly descriptionEn: string | null;
  readonly benefit: Benefit;
  readonly validFrom: Temporal.Instant;
  /** Exclusive. */
  readonly validTo: Temporal.Instant;
  readonly usesLeft: number;
  readonly usesTotal: number;
  /** True: without the bill's total the discount cannot be told. */
  readonly needsBill: boolean;
}

export interface RightPreview {
  readonly facts: RightFacts;
  readonly refusal: RightRefusal | null;
}

export interface Share {
  readonly payer: string;
  readonly unitId: string | null;
  readonly bps: number;
  readonly amountMinor: number;
}

export type RightCommit =
  | { readonly done: false; readonly refusal: RightRefusal }
  | {
      readonly done: true;
      readonly facts: RightFacts;
      readonly source: SourceDims;
      readonly newMember: boolean;
      /** Null: unknown. */
      readonly discountMinor: number | null;
      readonly shares: readonly Share[] | null;
    };

export interface RightUse {
  readonly rightId: string;
  /** Null: unknown, imports only. */
  readonly storeId: string | null;
  /** Null: not told. */
  readonly billMinor: number | null;
  /** A trusted import may leave the bill unknown where staff must give it. */
  readonly billMayBeUnknown: boolean;
}

/**
 * A kind of right that can be redeemed. Run inside redemption's transaction; `commit` uses the
 * right up by one conditional statement and is the one who decides, `preview` only tells.
 */
export interface RightKind {
  readonly kind: string;
  preview(ctx: Context, use: Omit<RightUse, "billMayBeUnknown">): Promise<RightPreview | null>;
  commit(ctx: Context, use: RightUse): Promise<RightCommit>;
  /** Gives back exactly one use. */
  undo(ctx: Context, rightId: string): Promise<void>;
  /** Whose it is and whether it may be shown; null: no such right. */
  ownerOf(ctx: Context, rightId: string): Promise<string | null>;
  /** The right that carries this permanent code of 16 digits; null: none. */
  byPermanentCode(ctx: Context, digits16: string): Promise<string | null>;
}
