import { type Context, tablesOf } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import type { RedemptionsTable, RedemptionTables } from "./tables.ts";

// The written order of everything that a redemption locks; of many at once, each kind of row for
// all of them in one order before the next:
//   commit: 1 the prepare ids, then the imports' keys, then the rights   (advisory, this file)
//           2 the rights' rows                       (by id, their own module)
//           3 counters of module limits, where a kind has some
//           4 the shown codes, the new redemptions' rows, then the day's visits
//   undo:   1 the redemption's row                    (for update, this file)
//           2 the right   3 counters
//   sign an offline statement: the right   (advisory, this file)
//   sync:   1 the device's row   2 the rights of its records, by id   (advisory, this file)
//           3 each record as commit from 2 or undo   4 the store's allowances   (advisory)
// A commit locks no row of another redemption, so undo and commit cannot wait in a circle.

async function lockAll(ctx: Context, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { brandId } = ctx.brand;
  const scopes = [...new Set(names)].sort().map((name) => `redemption:${brandId}:${name}`);
  // Row by row in the given order: two batches never wait for each other crosswise.
  await fixed`
    select pg_advisory_xact_lock(hashtextextended(s.scope, 13))
    from (select scope from unnest(${scopes}::text[]) with ordinality as s(scope, place)
      order by place) s`.execute(ctx.tx);
}

/** One preview makes at most one redemption, and so does one key of an import. */
export async function lockPrepared(
  ctx: Context,
  prepareIds: readonly string[],
  permanentKeys: readonly string[],
): Promise<void> {
  await Promise.all([
    lockAll(ctx, prepareIds.map((id) => `prepare:${id}`)),
    lockAll(ctx, permanentKeys.map((key) => `key:${key}`)),
  ]);
}

/** A use and a statement that holds the right for one store see each other. */
export async function lockRights(
  ctx: Context,
  rights: readonly { readonly kind: string; readonly rightId: string }[],
): Promise<void> {
  await lockAll(ctx, rights.map(({ kind, rightId }) => `right:${kind}:${rightId}`));
}

/** Gives the shown codes to these redemptions; whoever holds the rights has seen them open. */
export async function spendShowCodes(
  ctx: Context,
  spent: readonly { readonly codeId: string; readonly redemptionId: string }[],
): Promise<void> {
  if (spent.length === 0) return;
  const { rows } = await fixed`
    update redemption.show_codes c set redemption_id = s.redemption_id
    from unnest(${spent.map((one) => one.codeId)}::uuid[],
      ${spent.map((one) => one.redemptionId)}::uuid[]) as s(code_id, redemption_id)
    where c.brand_id = ${ctx.brand.brandId} and c.code_id = s.code_id and c.redemption_id is null
    returning c.code_id`.execute(ctx.tx);
  if (rows.length !== spent.length) throw new Error("A code was spent by who does not hold it.");
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
