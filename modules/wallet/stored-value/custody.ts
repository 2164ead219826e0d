import { sql } from "kysely";
import { percentOf } from "#packages/money/index.ts";
import type { Context } from "#platform/context.ts";
import { custodyBps } from "./prepaid-law.ts";
import type { Issuer } from "./tables.ts";

export interface Custody {
  /** Principal of all members. */
  readonly heldMinor: number;
  /** The part of it that has to stand in custody. */
  readonly custodyMinor: number;
}

/** What members have paid ahead in all, and how much of it the rule wants in custody. */
export async function custodyOf(ctx: Context, issuer: Issuer): Promise<Custody> {
  const { rows } = await sql<{ held: number }>`
    select coalesce(sum(balance), 0)::bigint as held from wallet.accounts
    where brand_id = ${ctx.brand.brandId} and kind = 'principal'
      and unit = ${ctx.brand.currency}`.execute(ctx.tx);
  const heldMinor = rows[0]?.held ?? 0;
  return { heldMinor, custodyMinor: percentOf(heldMinor, custodyBps[issuer]) };
}
