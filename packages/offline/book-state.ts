import type { RevocationList } from "./revocation-list.ts";
import type { StoreRules } from "./store-rules.ts";

/** What the server made of a record. */
export type Outcome =
  | "redeemed"
  /** A second use: it stands, and the loss has an owner. */
  | "honoured"
  /** A second use, or one that its terms forbid: it does not stand. */
  | "refused"
  | "undone"
  /** There was nothing left to take back. */
  | "undo_void"
  /** Kept and looked at by people; it counts for nothing. */
  | "quarantined";

/** A record of this device as it is kept: what was signed, and what became of it. */
export interface KeptRecord {
  readonly sequence: number;
  readonly text: string;
  /** ECDSA P-256 over the text, r and s, base64url. */
  readonly signature: string;
  /** Null: not sent, or not answered. */
  readonly outcome: Outcome | null;
  readonly reason: string | null;
}

/** Everything that a counter keeps for the time without a line, beside its records. */
export interface BookState {
  readonly deviceId: string;
  readonly storeId: string;
  /** Counts the writes: what another page of this device wrote meanwhile is not written over. */
  readonly revision: number;
  /** The last record made; 0: none. */
  readonly head: number;
  readonly headHash: string;
  readonly newestAt: number;
  readonly offset: number | null;
  /** Server time of the last contact, epoch milliseconds; 0: never. */
  readonly contactAt: number;
  /** True: the server takes nothing from this device any more but for people to look at. */
  readonly revoked: boolean;
  readonly rules: StoreRules | null;
  readonly revocations: RevocationList | null;
}

/** A durable place for one device's book. */
export interface BookStore {
  /** Null: this device is not enrolled. */
  load(): Promise<{ state: BookState; records: readonly KeptRecord[] } | null>;
  /**
   * Writes all or nothing, and only if the revision is still `expected`; answers false if another
   * page of this device was faster. Durable when it answers.
   */
  save(change: BookChange): Promise<boolean>;
}

export interface BookChange {
  readonly expected: number;
  readonly state: BookState;
  readonly put: readonly KeptRecord[];
  /** Sequence numbers that are not needed any more. */
  readonly drop: readonly number[];
}
