import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { lockRelease } from "./locks.ts";
import type { DraftInput } from "./shapes.ts";
import { writeDraft } from "./write-draft.ts";

/** Saves a draft; refuses `release_locked` once it is announced. */
export async function saveDraft(
  ctx: Context,
  releaseId: string,
  input: DraftInput,
): Promise<void> {
  const release = await lockRelease(ctx, releaseId);
  await permit(ctx, "offers.write", release.unit_id);
  if (release.state !== "draft") throw refuse("release_locked");
  await writeDraft(ctx, { releaseId, unitId: release.unit_id }, input);
}
