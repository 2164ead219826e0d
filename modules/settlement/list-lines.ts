import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import {
  decodeCursor, encodeCursor, type Page, type PageInput, pageLimit,
} from "#platform/paging.ts";
import type { DebtsTable } from "./tables.ts";

export interface LinesInput extends PageInput {
  readonly period: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The lines of a period, newest first; each opens to its event and its cause. */
export async function listLines(ctx: Context, input: LinesInput): Promise<Page<DebtsTable>> {
  const limit = pageLimit(input);
  const [before = null] = decodeCursor(input.cursor) ?? [];
  const { rows } = await sql<DebtsTable>`
    select * from settlement.debts
    where brand_id = ${ctx.brand.brandId} and period = ${input.period}
      and (${input.from ?? null}::uuid is null or debtor_unit_id = ${input.from ?? null}::uuid)
      and (${input.to ?? null}::uuid is null or creditor_unit_id = ${input.to ?? null}::uuid)
      and (${before}::uuid is null or debt_id < ${before}::uuid)
    order by debt_id desc limit ${limit + 1}`.execute(ctx.tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.debt_id]) : null };
}
