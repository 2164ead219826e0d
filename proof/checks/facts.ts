import type pg from "pg";
import { inSnapshot } from "./look.ts";

/** What the tables and the journal say of some offers, read as the owner. */
export interface Facts {
  readonly vouchers: readonly VoucherFact[];
  readonly redemptions: readonly RedemptionFact[];
  /** Answers that the server keeps by idempotency key: what it has committed. */
  readonly stored: ReadonlyMap<string, StoredFact>;
  readonly counters: ReadonlyMap<string, number>;
  /** Ids that the journal's events name, once for each event. */
  readonly events: Readonly<Record<EventKind, readonly string[]>>;
  readonly erasedMembers: ReadonlySet<string>;
}

export interface VoucherFact {
  readonly voucherId: string;
  readonly offerId: string;
  readonly memberId: string;
  readonly usesTotal: number;
  readonly usesLeft: number;
  readonly recalled: boolean;
  /** Null: none was named. */
  readonly storeId: string | null;
  readonly campaignId: string | null;
  readonly at: Moment;
}

/** The windows that a row's time lies in, as PostgreSQL reckons them in the brand's zone. */
export interface Moment {
  readonly day: string;
  readonly week: string;
  readonly month: string;
}

export interface RedemptionFact {
  readonly redemptionId: string;
  readonly voucherId: string;
  readonly codeId: string | null;
  readonly undone: boolean;
  readonly offerId: string;
  readonly memberId: string;
  readonly storeId: string | null;
  readonly campaignId: string | null;
  readonly counter: string | null;
  readonly staff: string | null;
  readonly discountMinor: number | null;
  /** Taken by a counter without a line: its key is the record's, for ever. */
  readonly offline: boolean;
  readonly at: Moment;
}

export interface StoredFact {
  readonly operation: string;
  readonly madeId: string | null;
}

const kinds = {
  issued: ["wallet.voucher_issued", "voucherId"],
  recalled: ["wallet.voucher_recalled", "voucherId"],
  committed: ["redemption.committed", "redemptionId"],
  undone: ["redemption.undone", "redemptionId"],
} as const;
export type EventKind = keyof typeof kinds;

const momentSql = (column: string): string => `jsonb_build_object(
    'day', to_char(${column} at time zone b.time_zone, 'YYYY-MM-DD'),
    'week', to_char(date_trunc('week', ${column} at time zone b.time_zone), 'YYYY-MM-DD'),
    'month', to_char(${column} at time zone b.time_zone, 'YYYY-MM'))`;

const vouchersSql = `select voucher_id as "voucherId", offer_id as "offerId",
    member_id as "memberId", uses_total as "usesTotal", uses_left as "usesLeft",
    recalled_at is not null as recalled, issued_store_id as "storeId",
    campaign_id as "campaignId", ${momentSql("issued_at")} as at
  from wallet.vouchers join platform.brands b using (brand_id)
  where brand_id = $1 and offer_id = any($2)`;
const redemptionsSql = `select redemption_id as "redemptionId", right_id as "voucherId",
    code_id as "codeId", undone_at is not null as undone, offer_id as "offerId",
    member_id as "memberId", store_id as "storeId", campaign_id as "campaignId",
    device_id as counter, actor_id as staff, discount_minor::int as "discountMinor",
    coalesce(starts_with(permanent_key, 'offline:'), false) as offline,
    ${momentSql("committed_at")} as at
  from redemption.redemptions join platform.brands b using (brand_id)
  where brand_id = $1 and offer_id = any($2)`;
const storedSql = `select key, operation,
    coalesce(answer::jsonb ->> 'playId', answer::jsonb ->> 'redemptionId',
      answer::jsonb ->> 'voucherId') as "madeId"
  from platform.idempotency where brand_id = $1 and starts_with(key, $2)`;
const countersSql = `select key, used::int as used from limits.counters
  where brand_id = $1 and split_part(key, ':', 2) = any($2)`;

interface Asked {
  readonly name: string;
  readonly offerIds: readonly string[];
}

/** Reads the facts of one attack: its offers, and the keys that begin with its name. */
export async function factsOf(owner: pg.Pool, brandId: string, attack: Asked): Promise<Facts> {
  const client = await owner.connect();
  try {
    return await inSnapshot(client, () => readFacts(client, brandId, attack));
  } finally {
    client.release();
  }
}

async function readFacts(owner: pg.PoolClient, brandId: string, attack: Asked): Promise<Facts> {
  const rows = async (text: string, values: unknown[]) => (await owner.query(text, values)).rows;
  const { name, offerIds } = attack;
  const ofOffers = [brandId, offerIds];
  const idsOf = async (kind: EventKind): Promise<string[]> => {
    const [event, id] = kinds[kind];
    const found = await rows(
      `select payload ->> '${id}' as id from platform.journal
       where brand_id = $1 and payload ->> 'offerId' = any($2) and kind = $3`,
      [...ofOffers, event],
    );
    return found.map((row) => row.id);
  };
  const stored = await rows(storedSql, [brandId, `${name}:`]);
  const counters = await rows(countersSql, ofOffers);
  const erased = await rows(
    "select member_id from members.members where brand_id = $1 and erased_at is not null",
    [brandId],
  );
  return {
    vouchers: await rows(vouchersSql, ofOffers),
    redemptions: await rows(redemptionsSql, ofOffers),
    stored: new Map(stored.map((row) => [row.key, row])),
    counters: new Map(counters.map((row) => [row.key, row.used])),
    events: {
      issued: await idsOf("issued"),
      recalled: await idsOf("recalled"),
      committed: await idsOf("committed"),
      undone: await idsOf("undone"),
    },
    erasedMembers: new Set(erased.map((row) => row.member_id)),
  };
}
