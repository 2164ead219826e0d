import type { Reader } from "#platform/db/snapshot.ts";
import type { AccountRef } from "./account-kinds.ts";

/** What the postings of one kind and owner kind make, by owner; for those who verify. */
export async function derivedBalances(
  owner: Reader,
  brandId: string,
  { kind, ownerKind }: Pick<AccountRef, "kind" | "ownerKind">,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query(
    `select a.owner_id, sum(p.amount) as balance from wallet.accounts a
     join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
     where a.brand_id = $1 and a.kind = $2 and a.owner_kind = $3 group by a.owner_id`,
    [brandId, kind, ownerKind],
  );
  return new Map(rows.map((row) => [row.owner_id, Number(row.balance)]));
}
