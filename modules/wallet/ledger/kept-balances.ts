import type { Reader } from "#platform/db/snapshot.ts";
import type { AccountRef } from "./account-kinds.ts";

/** What the accounts of one kind and owner kind keep, by owner; for those who verify. */
export async function keptBalances(
  owner: Reader,
  brandId: string,
  { kind, ownerKind }: Pick<AccountRef, "kind" | "ownerKind">,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query(
    `select owner_id, sum(balance) as balance from wallet.accounts
     where brand_id = $1 and kind = $2 and owner_kind = $3 and balance is not null
     group by owner_id`,
    [brandId, kind, ownerKind],
  );
  return new Map(rows.map((row) => [row.owner_id, Number(row.balance)]));
}
