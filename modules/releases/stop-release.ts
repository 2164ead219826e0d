import { liftStop, putStop } from "#modules/limits/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { getReleaseRow, slotsOf } from "./queries.ts";
import { forgetRelease } from "./release-cache.ts";
import { hurryTurn } from "./turn.ts";

async function permitted(ctx: Context, releaseId: string) {
  const { unit_id: unitId } = await getReleaseRow(ctx, releaseId);
  await permit(ctx, "offers.publish", unitId);
  forgetRelease(ctx, releaseId);
  return { kind: "release", targetId: releaseId } as const;
}

/** From the next commit on nobody enters or confirms; places and holds stay as they are. */
export async function stopRelease(ctx: Context, releaseId: string): Promise<void> {
  await putStop(ctx, await permitted(ctx, releaseId));
}

/** Lets it go on; units that came back meanwhile go to the wait-list. */
export async function liftReleaseStop(ctx: Context, releaseId: string): Promise<void> {
  await liftStop(ctx, await permitted(ctx, releaseId));
  for (const slot of await slotsOf(ctx, [releaseId])) await hurryTurn(ctx, slot.slot_id);
}
