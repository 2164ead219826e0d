import { permit } from "#modules/organisation/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { checkTerms } from "./check-terms.ts";
import { lockDraw } from "./locks.ts";
import type { DrawsTables } from "./tables.ts";
import type { DrawTermsInput } from "./terms.ts";

const columnsOf = (terms: ReturnType<typeof checkTerms>) => ({
  ...terms,
  prizes: json(terms.prizes),
  limits: json(terms.limits),
});

/** Makes a draw as a draft of its unit; answers its id. */
export async function createDraw(
  ctx: Context,
  unitId: string,
  input: DrawTermsInput,
): Promise<string> {
  await permit(ctx, "offers.write", unitId);
  const terms = checkTerms(ctx, input);
  const drawId = newId();
  await tablesOf<DrawsTables>(ctx)
    .insertInto("draws.draws")
    .values({
      brand_id: ctx.brand.brandId,
      draw_id: drawId,
      unit_id: unitId,
      state: "draft",
      ...columnsOf(terms),
      plays: 0,
      created_at: ctx.now,
    } as never)
    .execute();
  await emit(ctx, "draws.draw_created", { unitId, payload: { drawId } });
  return drawId;
}

/** Replaces what a draft says. Refuses `draw_locked` from publishing on. */
export async function saveDraw(
  ctx: Context,
  drawId: string,
  input: DrawTermsInput,
): Promise<void> {
  const draw = await lockDraw(ctx, drawId);
  await permit(ctx, "offers.write", draw.unit_id);
  if (draw.state !== "draft") throw refuse("draw_locked");
  await tablesOf<DrawsTables>(ctx)
    .updateTable("draws.draws")
    .set(columnsOf(checkTerms(ctx, input)))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", drawId)
    .execute();
  await emit(ctx, "draws.draw_saved", { unitId: draw.unit_id, payload: { drawId } });
}
