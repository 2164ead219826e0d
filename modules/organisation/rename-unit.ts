import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { forgetPaths, getUnit, unitByCode } from "./unit-queries.ts";

export interface UnitNames {
  readonly name?: string | undefined;
  readonly nameEn?: string | null | undefined;
  readonly code?: string | undefined;
}

/** Changes what a unit is called; the journal keeps that it happened, not the words. */
export async function renameUnit(ctx: Context, unitId: string, names: UnitNames): Promise<void> {
  const unit = await getUnit(ctx, unitId);
  const code = names.code?.trim() || unit.code;
  const taken = code === unit.code ? null : await unitByCode(ctx, code);
  if (taken) throw refuse("unit_code_taken", { code });
  const name = names.name?.trim() || unit.name;
  const nameEn = names.nameEn === undefined ? unit.nameEn : names.nameEn?.trim() || null;
  await sql`update organisation.units set name = ${name}, name_en = ${nameEn}, code = ${code}
    where brand_id = ${ctx.brand.brandId} and unit_id = ${unitId}`.execute(ctx.tx);
  forgetPaths(ctx);
  await emit(ctx, "organisation.unit_renamed", { unitId, payload: {} });
  await auditAct(ctx, "renameUnit", unitId, { unitId });
}
