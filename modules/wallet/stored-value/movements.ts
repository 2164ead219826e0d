import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import {
  decodeCursor, encodeCursor, type Page, type PageInput, pageLimit,
} from "#platform/paging.ts";

/** One entry of the ledger on a member's stored value. */
export interface Movement {
  readonly entryId: string;
  /** top_up | gift_card | stored_pay | stored_return | stored_refund | stored_lapse */
  readonly kind: string;
  readonly principalMinor: number;
  readonly bonusMinor: number;
  /** The order, or the top-up. */
  readonly causeId: string | null;
  readonly at: number;
}

interface Row extends Omit<Movement, "at"> {
  readonly occurredAt: Temporal.Instant;
}

/** The statement of a member's stored value, newest first: the ledger's own entries. */
export async function storedMovements(
  ctx: Context,
  memberId: string,
  page: PageInput,
): Promise<Page<Movement>> {
  const limit = pageLimit(page);
  const [before = null] = decodeCursor(page.cursor) ?? [];
  const { rows } = await sql<Row>`
    select e.entry_id as "entryId", e.kind, e.cause_id as "causeId",
      e.occurred_at as "occurredAt",
      coalesce(sum(p.amount) filter (where a.kind = 'principal'), 0)::bigint as "principalMinor",
      coalesce(sum(p.amount) filter (where a.kind = 'bonus'), 0)::bigint as "bonusMinor"
    from wallet.accounts a
    join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
    join wallet.entries e on e.brand_id = p.brand_id and e.entry_id = p.entry_id
    where a.brand_id = ${ctx.brand.brandId} and a.owner_kind = 'member'
      and a.owner_id = ${memberId} and a.kind in ('principal', 'bonus')
      and (${before}::uuid is null or e.entry_id < ${before}::uuid)
    group by e.entry_id, e.kind, e.cause_id, e.occurred_at
    order by e.entry_id desc limit ${limit + 1}`.execute(ctx.tx);
  const items = rows.slice(0, limit).map(({ occurredAt, ...row }) => ({
    ...row,
    at: occurredAt.epochMilliseconds,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.entryId]) : null };
}
