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

/** What it gives, flat for readers; members that the kind does not have are null. */
export interface BenefitView {
  readonly kind: string;
  readonly amountMinor: number | null;
  readonly bps: number | null;
  readonly capMinor: number | null;
  /** What is handed over by an exchange or a gift. */
  readonly label: string | null;
  readonly payMinor: number | null;
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
  readonly benefit: BenefitView;
  readonly validFrom: Temporal.Instant;
  /** Exclusive. */
  readonly validTo: Temporal.Instant;
  readonly usesLeft: number;
  readonly usesTotal: number;
  /** True: it is not redeemed before the bill's total was told. */
  readonly needsBill: boolean;
  /** True: the bill's total is not needed, but makes the discount known. */
  readonly asksBill: boolean;
}

export interface RightPreview {
  readonly facts: RightFacts;
  readonly refusal: RightRefusal | null;
}

/** One payer's part of the discount. */
export interface Share {
  readonly party: string;
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
      readonly payableMinor: number | null;
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
  /** The redemption that this use makes; what it takes elsewhere is kept under it. */
  readonly redemptionId: string;
  /** The counter's device, where it names itself. */
  readonly deviceId: string | null;
  /** Who redeems: staff, or the key of an integration; null: the system. */
  readonly staffId: string | null;
}

/** What a preview looks at. */
export type RightLook = Pick<RightUse, "rightId" | "storeId" | "billMinor"> &
  Partial<Pick<RightUse, "staffId" | "deviceId">>;

/** One of many in a transaction: each with who asks. */
export interface Asked<Use> {
  readonly ctx: Context;
  readonly use: Use;
}

/** What was decided of many, and its writing, which may still be under way. */
export interface Committed {
  readonly outcomes: readonly RightCommit[];
  readonly written: Promise<unknown>;
}

/**
 * A kind of right that can be redeemed. Run inside redemption's transaction; `commit` uses the
 * right up by one conditional statement and is the one who decides, `preview` only tells.
 */
export interface RightKind {
  readonly kind: string;
  /** Null: no such right. */
  preview(ctx: Context, use: RightLook): Promise<RightPreview | null>;
  commit(ctx: Context, use: RightUse): Promise<RightCommit>;
  /** {@link preview} of many in few statements; a kind without it is asked one by one. */
  previewMany?(asked: readonly Asked<RightLook>[]): Promise<(RightPreview | null)[]>;
  /** Holds the rows of rights that `commitMany` is asked for next, and may keep what it read. */
  lockMany?(ctx: Context, rightIds: readonly string[]): Promise<void>;
  /**
   * {@link commit} of many rights, each another one, in few statements: one that is refused has
   * changed nothing. Decided under locks on the rights, then on counters, in the written order.
   */
  commitMany?(asked: readonly Asked<RightUse>[]): Promise<Committed>;
  /** Gives back exactly one use, and what this redemption took with it. */
  undo(ctx: Context, use: Pick<RightUse, "rightId" | "redemptionId">): Promise<void>;
  /** The right that carries this permanent code of 16 digits; null: none. */
  byPermanentCode(ctx: Context, digits16: string): Promise<string | null>;
  /**
   * The right that carries a code which somebody else made; null: none, undefined: it does not look
   * like any.
   */
  byImportedCode?(ctx: Context, text: string): Promise<string | null | undefined>;
}
