import { sql } from "kysely";
import { getUnit, permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import type { ChannelFunction, Origin, Purpose } from "./tables.ts";

export interface NewChannel {
  readonly name: string;
  readonly nameEn?: string | null | undefined;
  readonly origin: Origin;
  readonly function: ChannelFunction;
  readonly purpose: Purpose;
  /** The unit that owns it. */
  readonly unitId: string;
  /** An import's own name for it, unique in the brand. */
  readonly externalCode?: string | null | undefined;
}

/** Registers a channel; answers its id. */
export async function createChannel(ctx: Context, input: NewChannel): Promise<string> {
  await getUnit(ctx, input.unitId);
  await permit(ctx, "channels.write", input.unitId);
  const channelId = newId();
  const externalCode = input.externalCode ?? null;
  const { rows } = await sql`
    insert into channels.channels (brand_id, channel_id, name, name_en, origin, function, purpose,
      unit_id, external_code, state, created_at)
    values (${ctx.brand.brandId}, ${channelId}, ${input.name.trim()},
      ${input.nameEn?.trim() || null}, ${input.origin}, ${input.function}, ${input.purpose},
      ${input.unitId}, ${externalCode}, 'active', ${ctx.now})
    on conflict (brand_id, external_code) do nothing returning channel_id`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("channel_code_taken", { externalCode });
  await emit(ctx, "channels.channel_created", { unitId: input.unitId, payload: { channelId } });
  return channelId;
}
