import type { FastifyReply, FastifyRequest } from "fastify";
import type { Static, TSchema } from "typebox";
import type { Context } from "./context.ts";
import type { Refusal } from "./errors.ts";

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

// biome-ignore lint: the unit is read from inputs of every shape
type UnitOf = (input: { params: never; query: never; body: never }) => string | null | undefined;

export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "member" }
  | { readonly kind: "account" }
  | {
      readonly kind: "staff";
      readonly capability: string;
      readonly over: "any" | "brand" | UnitOf;
    };

/** Anyone: nothing that belongs to a member or to staff may be answered. */
export const open = (): Access => ({ kind: "public" });
/** A signed-in member of the brand in the path. */
export const memberOnly = (): Access => ({ kind: "member" });
/** A signed-in staff identity, before any brand is chosen. */
export const accountOnly = (): Access => ({ kind: "account" });

/**
 * Staff (or an API key) holding the capability: over the brand's root ("brand"), over some unit
 * ("any": the use case narrows), or over the unit that `over.unit` reads from the input.
 */
export function staff(
  capability: string,
  over: "any" | "brand" | { unit: unknown } = "any",
): Access {
  if (over === "any" || over === "brand") return { kind: "staff", capability, over };
  return { kind: "staff", capability, over: over.unit as UnitOf };
}

/** Staff (or an API key) holding any right at all in the brand; "*" also narrows by `permit`. */
export const anyStaff = (): Access => ({ kind: "staff", capability: "*", over: "any" });

type Out<S> = S extends TSchema ? Static<S> : unknown;

/** Who asks, in a batch: its own actor, time and language; the transaction is the batch's. */
export type BatchCaller = Pick<
  Context,
  "actor" | "now" | "recordedAt" | "lang" | "requestId" | "clientHash"
> & {
  /** The browser's cookie; null: it has none. */
  readonly visitorId: string | null;
};

export interface BatchCall<P, B> {
  readonly caller: BatchCaller;
  readonly params: P;
  readonly body: B;
  /** What `lookMany` found for it. */
  readonly found?: unknown;
}

/** One call of a staff batch: its own context, in the batch's transaction and at its instant. */
export interface StaffCall<P, B> {
  readonly ctx: Context;
  readonly params: P;
  readonly body: B;
}

export interface RouteSpec<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
  A extends TSchema | undefined,
> {
  /** Verb first, unique: the SDK's function name. */
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Fastify path; `/api/:brand/…` for staff, `/:brand/api/…` for members. */
  readonly path: string;
  readonly tag: string;
  readonly summary: Bilingual;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
  readonly errors?: readonly string[];
  readonly status?: number;
  readonly bodyLimit?: number;
  /** The handler writes to `reply` itself: a file or a stream. */
  readonly raw?: boolean;
  /** "exempt": sign-in, touches, and what changes nothing. */
  readonly idempotent?: "exempt";
  /** True: the body is the raw stream (an import), not JSON. */
  readonly streamBody?: boolean;
  /** True: the body is its bytes as they came, whatever their type: what a signature is over. */
  readonly rawBody?: boolean;
  /**
   * "none": run() opens its own transactions; ctx.tx must not be used. "burst": statements that do
   * not wait for each other share a round trip, and each is prepared once a connection.
   */
  readonly transaction?: "none" | "burst";
  run(ctx: Context, input: RouteInput<Out<P>, Out<Q>, Out<B>>): Promise<Out<A> | undefined | void>;
  /**
   * Member routes only: requests of a brand that arrive while a batch is in flight run together,
   * in one transaction with few statements; session, idempotency and answers are looked up and
   * kept for all at once. Answers each call, in order; a refused call has changed nothing.
   */
  readonly runMany?: (
    ctx: Context,
    calls: readonly BatchCall<Out<P>, Out<B>>[],
  ) => Promise<readonly (Out<A> | Refusal)[]>;
  /**
   * What `runMany` reads of each call without deciding anything: asked in the round trip in which
   * the stored answers are looked up. A batch of such a route is hopeful (see `beHopeful`).
   */
  readonly lookMany?: (
    ctx: Context,
    calls: readonly BatchCall<Out<P>, Out<B>>[],
  ) => Promise<readonly unknown[]>;
  /**
   * Staff routes over "any" unit: as `runMany`, but each call has a context of its own. Calls that
   * speak of another time (`Bihuan-Occurred-At`) take the way of `run`.
   */
  readonly runStaffMany?: (
    calls: readonly StaffCall<Out<P>, Out<B>>[],
  ) => Promise<readonly (Out<A> | Refusal)[]>;
  /**
   * Answers from memory, before session and queue; null: it must be asked. Only for requests with
   * the header `Bihuan-Attempt: 1`: one that repeats its key may have succeeded before.
   */
  readonly refuseEarly?: (
    early: Omit<Context, "tx">,
    input: RouteInput<Out<P>, Out<Q>, Out<B>>,
  ) => Refusal | null;
}

type MaybeSchema = TSchema | undefined;
export type Route = RouteSpec<MaybeSchema, MaybeSchema, MaybeSchema, undefined>;

/** Declares one operation. The types of input and answer come from its schemas. */
export function defineRoute<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  A extends TSchema | undefined = undefined,
>(spec: RouteSpec<P, Q, B, A>): Route {
  return spec as unknown as Route;
}
