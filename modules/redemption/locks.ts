import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { RedemptionsTable, RedemptionTables } from "./tables.ts";

// The written order of everything that a redemption locks:
//   commit: 1 the prepare id, then the import's key, then the right (advisory, this file)
//           2 the show code                           (conditional update, this file)
//           3 the right                               (conditional update, its own module)
//           4 counters of module limits, where a kind has some
//           5 the new redemption's row, then the day's visit
//   undo:   1 the redemption's row                    (for update, this file)
//           2 the right   3 counters
//   sign an offline statement: the right   (advisory, this file)
//   sync:   1 the device's row   2 the rights of its records, by id   (advisory, this file)
//           3 each record as commit from 3 or undo   4 the store's allowances   (advisory)
// A commit locks no row of another redemption, so undo and commit cannot wait in a circle.

/** One preview makes at most one redemption, and so does one key of an import. */
export async function lockPrepared(
  ctx: Context,
  prepareId: string,
  permanentKey: string | null,
): Promise<void> {
  const keys = [`prepare:${prepareId}`, ...(permanentKey ? [`key:${permanentKey}`] : [])];
  for (const key of keys) {
    const scope = `redemption:${ctx.brand.brandId}:${key}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 13))`.execute(ctx.tx);
  }
}

/** A use and a statement that holds the right for one store see each other. */
export async function lockRight(
  ctx: Context,
  right: { readonly kind: string; readonly rightId: string },
): Promise<void> {
  const scope = `redemption:${ctx.brand.brandId}:right:${right.kind}:${right.rightId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 13))`.execute(ctx.tx);
}

/** Takes the shown code for this redemption; false: another one has it, and has committed. */
export async function spendShowCode(
  ctx: Context,
  codeId: string,
  redemptionId: string,
): Promise<boolean> {
  const { rows } = await sql`
    update redemption.show_codes set redemption_id = ${redemptionId}
    where brand_id = ${ctx.brand.brandId} and code_id = ${codeId} and redemption_id is null
    returning code_id`.execute(ctx.tx);
  return rows.length === 1;
}

/** The redemption, held until the end of the transaction. */
export async function lockRedemption(
  ctx: Context,
  redemptionId: string,
): Promise<RedemptionsTable | null> {
  const row = await tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.redemptions")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("redemption_id", "=", redemptionId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}
