import type { Reader } from "#platform/db/snapshot.ts";

/** What stored value has of a top-up or gift card, for those who verify. */
export interface LotBooked {
  readonly lotId: string;
  readonly source: "top_up" | "gift_card";
  readonly sourceId: string;
  readonly principalMinor: number;
  readonly bonusMinor: number;
  readonly refundedMinor: number;
}

const lotColumns = `lot_id as "lotId", source, source_id as "sourceId",
  principal_minor as "principalMinor", bonus_minor as "bonusMinor",
  refunded_minor as "refundedMinor"`;

/** Lots after this one, in the order of their ids. */
export async function lotsAfter(
  owner: Reader,
  brandId: string,
  after: string | null,
  most: number,
): Promise<LotBooked[]> {
  const { rows } = await owner.query<LotBooked>(
    `select ${lotColumns} from wallet.stored_lots
     where brand_id = $1 and ($2::uuid is null or lot_id > $2) order by lot_id limit $3`,
    [brandId, after, most],
  );
  return rows;
}

/** The lots of these top-ups, by top-up; absent: nothing was credited. */
export async function lotsOfTopUps(
  owner: Reader,
  brandId: string,
  topUpIds: readonly string[],
): Promise<ReadonlyMap<string, LotBooked>> {
  const { rows } = await owner.query<LotBooked>(
    `select ${lotColumns} from wallet.stored_lots
     where brand_id = $1 and source = 'top_up' and source_id = any($2::uuid[])`,
    [brandId, topUpIds],
  );
  return new Map(rows.map((row) => [row.sourceId, row]));
}

export interface TopUpEntry {
  readonly entryId: string;
  readonly postingKey: string;
}

/** Entries of money of top-ups and their refunds after this one, in the order of their ids. */
export async function topUpEntriesAfter(
  owner: Reader,
  brandId: string,
  after: string | null,
  most: number,
): Promise<TopUpEntry[]> {
  const { rows } = await owner.query<TopUpEntry>(
    `select entry_id as "entryId", posting_key as "postingKey" from wallet.entries
     where brand_id = $1 and kind in ('top_up_money', 'top_up_refund')
       and ($2::uuid is null or entry_id > $2) order by entry_id limit $3`,
    [brandId, after, most],
  );
  return rows;
}
