import { actorKey, type Context } from "#platform/context.ts";
import type { Refusal } from "#platform/errors.ts";
import { refusedWhenFull, type Throttle, throttle } from "#platform/throttle.ts";

// Only codes that nobody has count. A counter of a busy day scans thousands that somebody has; a
// person misreads one now and then; a machine that guesses meets the wall after ten.
const windowSeconds = 300;

function rules(ctx: Context, storeId: string | null): Throttle[] {
  const one = (purpose: string, key: string, max: number) => ({
    purpose: `code_guess_${purpose}`,
    keys: [key],
    max,
    windowSeconds,
  });
  return [
    one("staff", actorKey(ctx.actor), 10),
    one("address", ctx.clientHash, 30),
    ...(storeId ? [one("store", storeId, 30)] : []),
  ];
}

interface Trying {
  readonly ctx: Context;
  readonly storeId: string | null;
}

/**
 * `too_many_tries` for those who guessed too often, also for a code that exists: else the wall
 * would tell which do. By place; null: not walled.
 */
export async function guessingRefusals(trying: readonly Trying[]): Promise<(Refusal | null)[]> {
  const [first] = trying;
  if (!first) return [];
  return refusedWhenFull(first.ctx, trying.map(({ ctx, storeId }) => rules(ctx, storeId)));
}

/** Notes an unknown code; it stays counted although the caller's transaction rolls back. */
export async function countGuess(ctx: Context, storeId: string | null): Promise<void> {
  for (const rule of rules(ctx, storeId)) await throttle(ctx, rule);
}
