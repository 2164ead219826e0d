import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import {
  decodeCursor, encodeCursor, type Page, type PageInput, pageLimit,
} from "#platform/paging.ts";

export interface LedgerAccount {
  readonly accountId: string;
  readonly kind: string;
  readonly ownerKind: string;
  readonly ownerId: string;
  /** An ISO 4217 currency in minor units, or points. */
  readonly unit: string;
  readonly scope: string;
  readonly balance: number;
}

export interface AccountsInput extends PageInput {
  readonly kind?: string | undefined;
  readonly ownerId?: string | undefined;
}

/** Accounts with what they hold, the newest first. */
export async function listAccounts(
  ctx: Context,
  input: AccountsInput,
): Promise<Page<LedgerAccount>> {
  const limit = pageLimit(input);
  const [before = null] = decodeCursor(input.cursor) ?? [];
  const { rows } = await sql<LedgerAccount>`
    select a.account_id as "accountId", a.kind, a.owner_kind as "ownerKind",
      a.owner_id as "ownerId", a.unit, a.scope,
      coalesce(a.balance, (select sum(p.amount)::bigint from wallet.postings p
        where p.brand_id = a.brand_id and p.account_id = a.account_id), 0) as balance
    from wallet.accounts a where a.brand_id = ${ctx.brand.brandId}
      and (${input.kind ?? null}::text is null or a.kind = ${input.kind ?? null}::text)
      and (${input.ownerId ?? null}::uuid is null or a.owner_id = ${input.ownerId ?? null}::uuid)
      and (${before}::uuid is null or a.account_id < ${before}::uuid)
    order by a.account_id desc limit ${limit + 1}`.execute(ctx.tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.accountId]) : null };
}

export interface LedgerLeg {
  readonly accountId: string;
  readonly kind: string;
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly amount: number;
}

export interface LedgerEntry {
  readonly entryId: string;
  readonly kind: string;
  readonly unit: string;
  readonly causeId: string | null;
  readonly reverses: string | null;
  readonly at: number;
  /** Sum to zero. */
  readonly legs: readonly LedgerLeg[];
}

interface EntryRow extends Omit<LedgerEntry, "at"> {
  readonly occurredAt: Temporal.Instant;
}

export interface EntriesInput extends PageInput {
  readonly accountId?: string | undefined;
  readonly causeId?: string | undefined;
}

/** Entries with all their legs, newest first: of one account, of one cause, or all. */
export async function listEntries(
  ctx: Context,
  input: EntriesInput,
): Promise<Page<LedgerEntry>> {
  const limit = pageLimit(input);
  const [before = null] = decodeCursor(input.cursor) ?? [];
  const account = input.accountId ?? null;
  const { brandId } = ctx.brand;
  // An account's postings lie by entry in their key: a page of them is read without a sort.
  const chosen = account
    ? sql`select p.entry_id from wallet.postings p where p.brand_id = ${brandId}
        and p.account_id = ${account}::uuid
        and (${before}::uuid is null or p.entry_id < ${before}::uuid)
        order by p.entry_id desc limit ${limit + 1}`
    : sql`select e.entry_id from wallet.entries e where e.brand_id = ${brandId}
        and (${input.causeId ?? null}::uuid is null or e.cause_id = ${input.causeId ?? null}::uuid)
        and (${before}::uuid is null or e.entry_id < ${before}::uuid)
        order by e.entry_id desc limit ${limit + 1}`;
  const { rows } = await sql<EntryRow>`
    select e.entry_id as "entryId", e.kind, e.unit, e.cause_id as "causeId", e.reverses,
      e.occurred_at as "occurredAt", l.legs
    from (${chosen}) c
    join wallet.entries e on e.brand_id = ${brandId} and e.entry_id = c.entry_id
    cross join lateral (select jsonb_agg(jsonb_build_object('accountId', a.account_id,
        'kind', a.kind, 'ownerKind', a.owner_kind, 'ownerId', a.owner_id, 'amount', p.amount)
        order by p.amount) as legs
      from wallet.postings p join wallet.accounts a
        on a.brand_id = p.brand_id and a.account_id = p.account_id
      where p.brand_id = e.brand_id and p.entry_id = e.entry_id) l
    order by e.entry_id desc`.execute(ctx.tx);
  const items = rows.slice(0, limit).map(({ occurredAt, ...row }) => ({
    ...row,
    at: occurredAt.epochMilliseconds,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.entryId]) : null };
}
