import { liftStop, putStop } from "#modules/limits/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { getDrawRow } from "./queries.ts";

async function permitted(ctx: Context, drawId: string) {
  const draw = await getDrawRow(ctx, drawId);
  await permit(ctx, "offers.publish", draw.unit_id);
  return { kind: "draw", targetId: drawId } as const;
}

/** Puts up the draw's stop sign: no play commits from now on. What was won stays won. */
export async function stopDraw(ctx: Context, drawId: string): Promise<void> {
  await putStop(ctx, await permitted(ctx, drawId));
}

export async function resumeDraw(ctx: Context, drawId: string): Promise<void> {
  await liftStop(ctx, await permitted(ctx, drawId));
}
