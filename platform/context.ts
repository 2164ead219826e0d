import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { Lang } from "./errors.ts";

export type { Lang } from "./errors.ts";

/** A module narrows this to its own tables by {@link tablesOf}. */
export type Tx = Transaction<Record<string, never>>;

export interface Brand {
  readonly brandId: string;
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** IANA zone; windows of days are computed in it. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly accentColor: string;
  readonly logoMediaId: string | null;
  /** True for a brand whose whole history is made up. */
  readonly sample: boolean;
}

export type Actor =
  | { readonly kind: "public"; readonly visitorId?: string }
  | { readonly kind: "member"; readonly memberId: string; readonly sessionId: string }
  | { readonly kind: "staff"; readonly staffId: string; readonly accountId: string }
  | { readonly kind: "account"; readonly accountId: string }
  | { readonly kind: "integration"; readonly keyId: string }
  | { readonly kind: "system"; readonly name: string };

/** A capability held over a unit and everything below it. */
export interface Grant {
  readonly capability: string;
  readonly unitId: string;
}

export interface Context {
  readonly brand: Brand;
  readonly actor: Actor;
  readonly grants: readonly Grant[];
  /** When it happens, or happened: a trusted import sets it back. */
  readonly now: Temporal.Instant;
  /** When we learn of it: the wall clock, always. */
  readonly recordedAt: Temporal.Instant;
  readonly lang: Lang;
  readonly requestId: string;
  readonly tx: Tx;
  /** Keyed hash of the caller's address, for throttles; never the address. */
  readonly clientHash: string;
  /** Run after the commit, in order; an error in one is logged and changes nothing. */
  readonly afterCommit: Array<() => void>;
  /**
   * Run when the request's transaction has ended, committed or not, before the answer: what is kept
   * though it was refused. A connection taken for it within the transaction could wait for ever for
   * those that wait for this one's rows. Absent where there is no request.
   */
  readonly afterwards?: Array<() => Promise<void>>;
}

/** The transaction, seen with one module's tables. */
export function tablesOf<T>(ctx: { readonly tx: Tx }): Kysely<T> {
  return ctx.tx as unknown as Kysely<T>;
}

/** A jsonb parameter. */
export function json(value: unknown) {
  return sql<never>`${JSON.stringify(value)}::jsonb`;
}

/** Stable name of the actor, e.g. for the scope of an idempotency key. */
export function actorKey(actor: Actor): string {
  switch (actor.kind) {
    case "public":
      return `public:${actor.visitorId ?? ""}`;
    case "member":
      return `member:${actor.memberId}`;
    case "staff":
      return `staff:${actor.staffId}`;
    case "account":
      return `account:${actor.accountId}`;
    case "integration":
      return `integration:${actor.keyId}`;
    case "system":
      return `system:${actor.name}`;
  }
}

/** The id that the journal records with the actor's kind; null for public and system. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case "member":
      return actor.memberId;
    case "staff":
      return actor.staffId;
    case "integration":
      return actor.keyId;
    case "account":
      return null;
    default:
      return null;
  }
}
