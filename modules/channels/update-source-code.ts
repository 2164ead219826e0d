import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { activeChannel } from "./channel-queries.ts";
import { checkTarget, type NewSourceCode } from "./create-source-code.ts";
import { getSourceCode, type SourceCode } from "./source-codes.ts";

export type SourceCodeChange = Partial<Omit<NewSourceCode, "kind" | "unitId">>;

/** Changes a code in use. Touches that were recorded keep the channel that they came by. */
export async function updateSourceCode(
  ctx: Context,
  sourceCodeId: string,
  change: SourceCodeChange,
): Promise<void> {
  const before = await getSourceCode(ctx, sourceCodeId);
  await permit(ctx, "channels.write", before.unitId);
  if (before.retiredAt) throw refuse("source_code_retired");
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: SourceCode = { ...before, ...Object.fromEntries(given) };
  const offerId = after.target === "offer" ? after.offerId : (change.offerId ?? null);
  await checkTarget(ctx, after.target, before.unitId, offerId);
  const moved = after.channelId !== before.channelId;
  if (moved) await activeChannel(ctx, after.channelId);
  await sql`update channels.source_codes set name = ${after.name.trim()},
      channel_id = ${after.channelId}, target = ${after.target}, offer_id = ${offerId},
      campaign_id = ${after.campaignId}, staff_id = ${after.staffId}
    where brand_id = ${ctx.brand.brandId}
      and source_code_id = ${sourceCodeId}`.execute(ctx.tx);
  const { unitId } = before;
  const [fromChannelId, toChannelId] = [before.channelId, after.channelId];
  if (moved) {
    const payload = { sourceCodeId, fromChannelId, toChannelId };
    await emit(ctx, "channels.code_repointed", { unitId, payload });
  }
  const payload = { sourceCodeId, channelId: toChannelId };
  await emit(ctx, "channels.code_changed", { unitId, payload });
}
