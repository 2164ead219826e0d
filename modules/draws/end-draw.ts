import { stopsAmong } from "#modules/limits/index.ts";
import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { Job } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { lockDraw } from "./locks.ts";
import { returnPool } from "./money.ts";
import { endDrawJobName } from "./publish-draw.ts";
import { openSeed } from "./seed.ts";
import type { DrawsTable, DrawsTables } from "./tables.ts";

async function close(ctx: Context, draw: DrawsTable): Promise<void> {
  const { draw_id: drawId, sealed_seed: sealed } = draw;
  if (!sealed) throw new Error(`draw ${drawId} is published and has no seed`);
  await tablesOf<DrawsTables>(ctx)
    .updateTable("draws.draws")
    .set({ state: "ended", ended_at: ctx.now, seed: openSeed(sealed) })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", drawId)
    .execute();
  const returnedMinor = await returnPool(ctx, drawId);
  await emit(ctx, "draws.draw_ended", {
    unitId: draw.unit_id,
    payload: { drawId, plays: draw.plays, returnedMinor },
  });
}

const isPast = (ctx: Context, { ends_at: endsAt }: DrawsTable): boolean =>
  endsAt !== null && Temporal.Instant.compare(ctx.recordedAt, endsAt) >= 0;

/**
 * Reveals the seed and gives the rest of the pool back. Only after the window, or before it for a
 * draw that stands under its own stop sign: who reveals the seed of a running draw gives it away.
 */
export async function endDraw(ctx: Context, drawId: string): Promise<void> {
  const draw = await lockDraw(ctx, drawId);
  await permit(ctx, "offers.publish", draw.unit_id);
  if (draw.state === "draft") throw refuse("draw_not_over");
  if (draw.state === "ended") throw refuse("draw_over");
  const sign = { kind: "draw", targetId: drawId } as const;
  const isStopped = (await stopsAmong(ctx, [sign]))(sign);
  if (!isStopped && !isPast(ctx, draw)) throw refuse("draw_not_over");
  await close(ctx, draw);
}

/** Runs at the end of the window. */
export const endDrawJob: Job = {
  name: endDrawJobName,
  async handle(ctx, payload) {
    const draw = await lockDraw(ctx, String(payload.drawId));
    if (draw.state === "published" && isPast(ctx, draw)) await close(ctx, draw);
    return undefined;
  },
};
