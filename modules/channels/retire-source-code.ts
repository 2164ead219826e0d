import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { getSourceCode } from "./source-codes.ts";

/**
 * Retires a code: it still opens, at its successor's target, or without one at the brand's page.
 * A successor must be in use, so that no circle can come about.
 */
export async function retireSourceCode(
  ctx: Context,
  sourceCodeId: string,
  successorId: string | null,
): Promise<void> {
  const code = await getSourceCode(ctx, sourceCodeId);
  await permit(ctx, "channels.write", code.unitId);
  // In the order of ids: two retirements that name each other wait here, and one is refused.
  await sql`select 1 from channels.source_codes where brand_id = ${ctx.brand.brandId}
    and source_code_id in (${sourceCodeId}, ${successorId ?? sourceCodeId})
    order by source_code_id for update`.execute(ctx.tx);
  const now = await getSourceCode(ctx, sourceCodeId);
  if (now.retiredAt) throw refuse("source_code_retired");
  if (successorId) {
    const successor = await getSourceCode(ctx, successorId);
    if (successor.retiredAt || successorId === sourceCodeId) throw refuse("successor_not_usable");
  }
  await sql`update channels.source_codes
    set retired_at = ${ctx.now}, successor_id = ${successorId}
    where brand_id = ${ctx.brand.brandId}
      and source_code_id = ${sourceCodeId}`.execute(ctx.tx);
  const payload = { sourceCodeId, successorId };
  await emit(ctx, "channels.code_retired", { unitId: code.unitId, payload });
}
