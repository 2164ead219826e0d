import { type Static, Type as T } from "typebox";
import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit, pageOf } from "#platform/paging.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import { liveStack } from "./sources.ts";
import type { GuardTables } from "./tables.ts";
import { namesIn, worstView, WorstSchema } from "./view.ts";

const FindingSchema = T.Object({
  findingId: Id,
  sinceAt: Millis,
  checkedAt: Millis,
  clearedAt: Nullable(Millis),
  ...WorstSchema.properties,
});

export const FindingsAnswer = T.Object({
  ...pageOf(FindingSchema).properties,
  /** The check of all products; null: none was ever needed. */
  check: Nullable(
    T.Object({
      jobId: Id,
      state: T.Union([T.Literal("waiting"), T.Literal("running"), T.Literal("done")]),
      done: T.Integer(),
      total: T.Integer(),
      askedAt: Millis,
    }),
  ),
  open: T.Integer(),
});

export interface FindingsInput extends PageInput {
  /** Those that were, too. */
  readonly cleared?: boolean | undefined;
}

const db = (ctx: Context) => tablesOf<GuardTables>(ctx);

async function checkState(ctx: Context) {
  const row = await db(ctx)
    .selectFrom("promotions.price_checks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();
  if (!row) return null;
  const { job_id: jobId, state, done, total, asked_at: askedAt } = row;
  return { jobId, state, done, total, askedAt: askedAt.epochMilliseconds };
}

async function countOpen(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count
    from promotions.price_findings where brand_id = ${ctx.brand.brandId}
    and cleared_at is null`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** Products that accepted offers can bring below their floor, the newest finding first. */
export async function listFindings(
  ctx: Context,
  input: FindingsInput,
): Promise<Static<typeof FindingsAnswer>> {
  const limit = pageLimit(input);
  const before = decodeCursor(input.cursor)?.[0];
  let query = db(ctx)
    .selectFrom("promotions.price_findings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("cleared_at", input.cleared ? "is not" : "is", null);
  if (before !== undefined) query = query.where("finding_id", "<", String(before));
  const rows = await query.orderBy("finding_id", "desc").limit(limit + 1).execute();
  const page = pageFrom(rows, limit, (row) => [row.finding_id]);
  const stack = await liveStack(ctx);
  const names = await namesIn(ctx, page.items.map((row) => row.combination.cart));
  const items = page.items.map((row) => ({
    findingId: row.finding_id,
    sinceAt: row.since.epochMilliseconds,
    checkedAt: row.checked_at.epochMilliseconds,
    clearedAt: row.cleared_at?.epochMilliseconds ?? null,
    ...worstView(
      ctx,
      {
        productId: row.product_id,
        variantId: row.variant_id,
        listMinor: row.list_minor,
        floorMinor: row.floor_minor,
        attainableMinor: row.attainable_minor,
        paidMinor: row.paid_minor,
        quantity: row.quantity,
        combination: row.combination,
      },
      stack,
      names,
    ),
  }));
  return { items, next: page.next, check: await checkState(ctx), open: await countOpen(ctx) };
}
