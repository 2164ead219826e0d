import type { FastifyRequest } from "fastify";
import type { Actor, Brand, Context, Grant, Tx } from "../context.ts";
import type { Params } from "../errors.ts";

export interface KnownStaff {
  readonly staffId: string;
  readonly grants: readonly Grant[];
}
export interface KnownKey {
  readonly keyId: string;
  readonly grants: readonly Grant[];
}
/** Who calls a staff route, and with which rights. */
export interface KnownCaller {
  readonly actor: Actor;
  readonly grants: readonly Grant[];
}
export interface KnownMember {
  readonly memberId: string;
  readonly sessionId: string;
}

/** Who is calling: implemented by modules, wired by the composition root. */
export interface Identities {
  account(request: FastifyRequest): Promise<string | null>;
  staff(tx: Tx, brand: Brand, accountId: string, now: Temporal.Instant): Promise<KnownStaff | null>;
  apiKey(tx: Tx, brand: Brand, secret: string, now: Temporal.Instant): Promise<KnownKey | null>;
  /**
   * Staff by their sessions and integrations by their keys, for many requests of one brand: one
   * statement each, in the transaction that commits.
   */
  callers(
    tx: Tx,
    brand: Brand,
    requests: readonly FastifyRequest[],
    now: Temporal.Instant,
  ): Promise<(KnownCaller | null)[]>;
  member(
    tx: Tx,
    brand: Brand,
    request: FastifyRequest,
    now: Temporal.Instant,
  ): Promise<KnownMember | null>;
  /** {@link Identities.member} for many requests of one brand, in one statement. */
  members(
    tx: Tx,
    brand: Brand,
    requests: readonly FastifyRequest[],
    now: Temporal.Instant,
  ): Promise<(KnownMember | null)[]>;
  /** Refuses `not_permitted` when no grant of the context covers the unit. */
  permit(ctx: Context, capability: string, unitId: string): Promise<void>;
  /** The brand's root unit. */
  rootUnit(ctx: Context): Promise<string>;
  /** Keeps a refused attempt, in a transaction of its own; `params` are the refusal's. */
  noteRefusal(ctx: Context, operationId: string, params: Params): Promise<void>;
}
