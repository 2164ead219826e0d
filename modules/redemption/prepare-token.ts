import { actorKey, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { openToken, signToken } from "#platform/secrets.ts";

/** What a preview hands to its commit; signed, so nothing is stored or held for it. */
export interface Prepared {
  readonly brandId: string;
  readonly prepareId: string;
  readonly kind: string;
  readonly rightId: string;
  readonly codeId: string | null;
  readonly storeId: string | null;
  /** Only who previewed may commit. */
  readonly actor: string;
}

const purpose = "redemption.prepare";
const lifetimeMs = 300_000;

export function signPrepared(ctx: Context, prepared: Omit<Prepared, "brandId" | "actor">): string {
  const payload: Prepared = {
    ...prepared,
    brandId: ctx.brand.brandId,
    actor: actorKey(ctx.actor),
  };
  return signToken(purpose, payload, ctx.recordedAt.epochMilliseconds + lifetimeMs);
}

/** Refuses `prepare_expired` for one that is too old, altered or of somebody else. */
export function openPrepared(ctx: Context, token: string): Prepared {
  const prepared = openToken<Prepared>(purpose, token, ctx.recordedAt.epochMilliseconds);
  const own = prepared?.brandId === ctx.brand.brandId && prepared.actor === actorKey(ctx.actor);
  if (!prepared || !own) throw refuse("prepare_expired");
  return prepared;
}
