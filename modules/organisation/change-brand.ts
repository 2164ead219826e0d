import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { isTimeZone } from "#platform/time.ts";
import { auditAct } from "./audit.ts";

export interface BrandChanges {
  readonly name?: string;
  readonly nameEn?: string | null;
  readonly accentColor?: string;
  readonly timeZone?: string;
  readonly logoMediaId?: string | null;
}

/** The zone says which day a thing happened on: once something has, it stays. */
async function assertZoneMayChange(ctx: Context, timeZone: string): Promise<void> {
  if (timeZone === ctx.brand.timeZone) return;
  if (!isTimeZone(timeZone)) throw refuse("invalid_input", { detail: "timeZone" });
  const { rows } = await sql`select 1 from platform.journal where brand_id = ${ctx.brand.brandId}
    and kind not like 'organisation.%' limit 1`.execute(ctx.tx);
  if (rows.length > 0) throw refuse("brand_zone_fixed");
}

/** Changes how the brand is called and looks. Other processes see it within a second. */
export async function changeBrand(ctx: Context, changes: BrandChanges): Promise<void> {
  if (changes.timeZone) await assertZoneMayChange(ctx, changes.timeZone);
  const fields = Object.keys(changes).sort();
  await sql`select organisation.change_brand(${JSON.stringify(changes)}::jsonb)`.execute(ctx.tx);
  await emit(ctx, "organisation.brand_changed", { payload: { fields } });
  await auditAct(ctx, "changeBrand", ctx.brand.brandId);
}
