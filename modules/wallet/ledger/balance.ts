import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { AccountRef, LedgerUnit } from "./account-kinds.ts";

/** What an account holds, derived from its postings where no balance is kept. 0: never posted. */
export async function balanceOf(
  ctx: Context,
  ref: AccountRef,
  unit: LedgerUnit = ctx.brand.currency,
): Promise<number> {
  const { rows } = await sql<{ balance: number }>`
    select coalesce(a.balance, (select sum(p.amount)::bigint from wallet.postings p
      where p.brand_id = a.brand_id and p.account_id = a.account_id), 0) as balance
    from wallet.accounts a where a.brand_id = ${ctx.brand.brandId} and a.kind = ${ref.kind}
      and a.owner_kind = ${ref.ownerKind} and a.owner_id = ${ref.ownerId} and a.unit = ${unit}
      and a.scope = ${ref.scope ?? ""}
  `.execute(ctx.tx);
  return rows[0]?.balance ?? 0;
}
