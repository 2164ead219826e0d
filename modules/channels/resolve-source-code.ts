import { sql } from "kysely";
import { normaliseSourceCode } from "#packages/codes/index.ts";
import type { Context } from "#platform/context.ts";
import { codeColumns, type SourceCode } from "./source-codes.ts";
import type { Target } from "./tables.ts";

/** More successors than anyone would chain; the query must end. */
const longestChain = 50;

export interface Landing {
  readonly target: Target;
  /** The unit of the code that is landed on; null on the brand's page of a code without one. */
  readonly unitId: string | null;
  readonly offerId: string | null;
}

export interface Resolved {
  /** The code that was scanned: touches are counted under it, retired or not. */
  readonly scanned: SourceCode;
  readonly retired: boolean;
  readonly landing: Landing;
}

/** What a scanned or typed code opens; null for one that this brand never made. */
export async function resolveSourceCode(ctx: Context, text: string): Promise<Resolved | null> {
  const code = normaliseSourceCode(text);
  if (!code) return null;
  const { rows } = await sql<SourceCode>`
    with recursive chain as (
      select s.*, 0 as hop from channels.source_codes s
      where s.brand_id = ${ctx.brand.brandId} and s.code = ${code}
      union all
      select n.*, c.hop + 1 from chain c
      join channels.source_codes n on n.brand_id = c.brand_id
        and n.source_code_id = c.successor_id
      where c.retired_at is not null and c.hop < ${longestChain}
    )
    select ${codeColumns} from chain s order by s.hop`.execute(ctx.tx);
  const [scanned, last] = [rows[0], rows.at(-1)];
  if (!scanned || !last) return null;
  const landing: Landing = last.retiredAt
    ? { target: "brand", unitId: null, offerId: null }
    : { target: last.target, unitId: last.unitId, offerId: last.offerId };
  return { scanned, retired: scanned.retiredAt !== null, landing };
}
