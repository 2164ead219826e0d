import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { getUnit, permit } from "#modules/organisation/index.ts";
import { makeSourceCode } from "#packages/codes/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { activeChannel } from "./channel-queries.ts";
import type { CodeKind, Target } from "./tables.ts";

export interface NewSourceCode {
  readonly kind: CodeKind;
  readonly channelId: string;
  /** Where it hangs; for target "store" the store that opens. */
  readonly unitId: string;
  readonly target: Target;
  readonly offerId?: string | null | undefined;
  readonly campaignId?: string | null | undefined;
  /** Whose badge it is. */
  readonly staffId?: string | null | undefined;
  readonly name: string;
}

/** Refuses a target that does not fit its unit or offer. */
export async function checkTarget(
  ctx: Context,
  target: Target,
  unitId: string,
  offerId: string | null,
): Promise<void> {
  const unit = await getUnit(ctx, unitId);
  if (target === "store" && unit.kind !== "store") throw refuse("target_needs_store");
  if ((target === "offer") !== (offerId !== null)) throw refuse("target_needs_offer");
}

/** Makes a source code; answers its id and its 8 characters. */
export async function createSourceCode(ctx: Context, input: NewSourceCode) {
  const { unitId, channelId } = input;
  await checkTarget(ctx, input.target, unitId, input.offerId ?? null);
  await permit(ctx, "channels.write", unitId);
  await activeChannel(ctx, channelId);
  const sourceCodeId = newId();
  const code = await insertFree(ctx, sourceCodeId, input);
  await emit(ctx, "channels.code_created", { unitId, payload: { sourceCodeId, channelId } });
  return { sourceCodeId, code };
}

/** 40 random bits seldom meet; a code that is taken is drawn anew. */
async function insertFree(ctx: Context, id: string, input: NewSourceCode): Promise<string> {
  for (let round = 0; round < 5; round += 1) {
    const { rows } = await sql<{ code: string }>`
      insert into channels.source_codes (brand_id, source_code_id, code, kind, channel_id, unit_id,
        target, offer_id, campaign_id, staff_id, name, created_at)
      values (${ctx.brand.brandId}, ${id}, ${makeSourceCode(randomBytes)}, ${input.kind},
        ${input.channelId}, ${input.unitId}, ${input.target}, ${input.offerId ?? null},
        ${input.campaignId ?? null}, ${input.staffId ?? null}, ${input.name.trim()}, ${ctx.now})
      on conflict (brand_id, code) do nothing returning code`.execute(ctx.tx);
    if (rows[0]) return rows[0].code;
  }
  throw new Error("five random source codes were all taken");
}
