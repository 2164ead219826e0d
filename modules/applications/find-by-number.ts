import { isPermitted, permit } from "#modules/organisation/index.ts";
import { getStore } from "#modules/stores/index.ts";
import { normaliseCode } from "#packages/codes/index.ts";
import { actorKey, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { refusedWhenFull, throttle } from "#platform/throttle.ts";
import { applicationByNumber } from "./queries.ts";
import type { ApplicationRow } from "./tables.ts";

/**
 * An application by what staff scanned or typed: the member's QR, or its number. Another store's is
 * found when it is done, to be printed. Wrong numbers are counted; who has guessed too many finds
 * none.
 */
export async function findByNumber(
  ctx: Context,
  input: { readonly code: string; readonly storeId: string },
): Promise<ApplicationRow> {
  await permit(ctx, "applications.work", input.storeId);
  const guesses = {
    purpose: "application_number", keys: [actorKey(ctx.actor)], max: 20, windowSeconds: 600,
  };
  const [full] = await refusedWhenFull(ctx, [[guesses]]);
  if (full) throw full;
  const number = normaliseCode(input.code.slice(input.code.lastIndexOf("#") + 1));
  const row = await applicationByNumber(ctx, number);
  if (!row) {
    await throttle(ctx, guesses);
    throw refuse("application_not_found");
  }
  if (row.store_id === input.storeId || row.state === "done") return row;
  if (await isPermitted(ctx, "applications.work", row.store_id)) return row;
  throw refuse("application_other_store", { store: (await getStore(ctx, row.store_id)).name });
}
