import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import type { Contract } from "./settings.ts";
import type { StoredTables } from "./tables.ts";

/** When the member accepted this version of the contract; null: not yet. */
export async function acceptedAt(
  ctx: Context,
  memberId: string,
  { version }: Pick<Contract, "version">,
): Promise<Temporal.Instant | null> {
  const row = await tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_acceptances")
    .select("accepted_at")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("version", "=", version)
    .executeTakeFirst();
  return row?.accepted_at ?? null;
}

/**
 * Keeps that a member accepted the contract that they were shown, by its hash. Refuses
 * `contract_not_accepted` where it is another than the present one.
 */
export async function acceptContract(
  ctx: Context,
  memberId: string,
  contract: Contract,
  hash: string | null,
): Promise<void> {
  if (await acceptedAt(ctx, memberId, contract)) return;
  if (contract.version === 0 || hash !== contract.hash) throw refuse("contract_not_accepted");
  const { version } = contract;
  const { numInsertedOrUpdatedRows } = await tablesOf<StoredTables>(ctx)
    .insertInto("wallet.stored_acceptances")
    .values({
      brand_id: ctx.brand.brandId,
      member_id: memberId,
      version,
      hash,
      accepted_at: ctx.now,
      accepted_where: ctx.actor.kind === "member" ? "shop" : "till",
      staff_id: ctx.actor.kind === "staff" ? actorId(ctx.actor) : null,
    })
    .onConflict((on) => on.columns(["brand_id", "member_id", "version"]).doNothing())
    .executeTakeFirst();
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  await emit(ctx, "wallet.stored_contract_accepted", { memberId, payload: { version } });
}
