import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { type Part, partsOf } from "./terms.ts";
import { typed } from "./words.ts";

/** Sorts after everything that begins with the same letters. */
const last = "\u{10ffff}";
const exact = 8;
/** A category's word counts less than any of the product's own. */
const categoryWeight = 10;

const begins = (column: RawBuilder<unknown>, part: Part): RawBuilder<unknown> =>
  sql.join(
    part.map((one) => sql`(${column} >= ${one} and ${column} < ${one + last})`),
    sql` or `,
  );

/** What one part finds, by own words or the category's, each with its best score. */
function hits(ctx: Context, part: Part): RawBuilder<unknown> {
  const brandId = ctx.brand.brandId;
  return sql`(
    select product_id, max(score) as score from (
      select t.product_id,
        t.weight + case when t.term = any(${[...part]}::text[]) then ${exact} else 0 end as score
      from catalogue.search_terms t
      where t.brand_id = ${brandId} and (${begins(sql`t.term`, part)})
      union all
      select p.product_id, ${categoryWeight}::int from catalogue.products p
      where p.brand_id = ${brandId} and p.category_id = any(array(
        select distinct k.category_id from catalogue.category_terms k
        where k.brand_id = ${brandId} and (${begins(sql`k.term`, part)})))) found
    group by product_id)`;
}

/**
 * A set (product_id, score) of what a text finds: every part of it has to be found. Null: the text
 * has nothing that could be looked for.
 */
export async function foundBy(ctx: Context, text: string): Promise<RawBuilder<unknown> | null> {
  const parts = partsOf(await typed(text));
  const [first, ...more] = parts;
  if (!first) return null;
  return sql`(select h0.product_id,
      ${sql.join(parts.map((_, at) => sql`${sql.ref(`h${at}`)}.score`), sql` + `)} as score
    from ${hits(ctx, first)} h0 ${sql.join(
      more.map((part, at) => sql`join ${hits(ctx, part)} as ${sql.ref(`h${at + 1}`)}
        on ${sql.ref(`h${at + 1}`)}.product_id = h0.product_id`),
      sql` `,
    )})`;
}

/** The rest after a page's last row, by its score and code. */
export function afterCursor(
  score: RawBuilder<unknown>,
  cursor: readonly (string | number)[] | null,
): RawBuilder<unknown> {
  if (!cursor) return sql``;
  const [before, code] = [Number(cursor[0]), String(cursor[1])];
  return sql`and (${score} < ${before}
    or (${score} = ${before} and p.external_code > ${code}))`;
}
