import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { plainArray } from "#platform/db/lists.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import type { AccountRef, LedgerUnit } from "./account-kinds.ts";
import { accountKey, lockAccounts, type OpenAccount } from "./accounts.ts";

export interface Posting {
  readonly account: AccountRef;
  /** What comes in (positive) or goes out; never 0. */
  readonly amount: number;
}

export interface EntryInput {
  /** What happened, one word: spend, fund, win, loss. */
  readonly kind: string;
  /** Posted once for ever under this key; a repetition changes nothing. */
  readonly postingKey: string;
  readonly unit: LedgerUnit;
  /** Sum to zero; an account comes once. */
  readonly postings: readonly Posting[];
  readonly causeId?: string | null;
  readonly reverses?: string | null;
  /** When it happened, where that is not `ctx.now`. */
  readonly occurredAt?: Temporal.Instant;
}

interface Ready extends EntryInput {
  readonly entryId: string;
}

function checkEntry(entry: EntryInput): void {
  const accounts = new Set(entry.postings.map((one) => accountKey(one.account, entry.unit)));
  const whole = entry.postings.every(
    ({ amount }) => Number.isSafeInteger(amount) && amount !== 0,
  );
  const sum = entry.postings.reduce((total, one) => total + one.amount, 0);
  if (!whole || sum !== 0 || accounts.size !== entry.postings.length || accounts.size < 2) {
    throw new RangeError(`entry ${entry.postingKey} is none: ${JSON.stringify(entry.postings)}`);
  }
}

/** Keys that were posted before, or twice in this call, are left out. */
async function unposted(ctx: Context, entries: readonly EntryInput[]): Promise<Ready[]> {
  const keys = entries.map((entry) => entry.postingKey);
  const { rows } = await sql<{ posting_key: string }>`/* kept */
    select posting_key from wallet.entries where brand_id = ${ctx.brand.brandId}
      and posting_key = any(${keys}::text[])`.execute(ctx.tx);
  const seen = new Set(rows.map((row) => row.posting_key));
  return entries.flatMap((entry) => {
    if (seen.has(entry.postingKey)) return [];
    seen.add(entry.postingKey);
    return [{ ...entry, entryId: newId() }];
  });
}

type Accounts = ReadonlyMap<string, OpenAccount>;

function accountOf(accounts: Accounts, entry: EntryInput, posting: Posting): OpenAccount {
  const found = accounts.get(accountKey(posting.account, entry.unit));
  if (!found) throw new Error(`account ${accountKey(posting.account, entry.unit)} is not open`);
  return found;
}

/** What an account lacks for all of these entries; null: nothing does. */
function lackOf(entries: readonly EntryInput[], accounts: Accounts) {
  const left = new Map<string, number>();
  for (const entry of entries) {
    for (const posting of entry.postings) {
      const account = accountOf(accounts, entry, posting);
      if (account.balance === null || account.mayBeNegative) continue;
      const after = (left.get(account.accountId) ?? account.balance) + posting.amount;
      left.set(account.accountId, after);
      if (after < 0) return { missing: -after, kind: posting.account.kind };
    }
  }
  return null;
}

/**
 * What is to be written, once the accounts are locked; refuses `balance_too_low`. One entry alone
 * is asked for only where it would be refused: the write itself leaves out what is known.
 */
async function decide(
  ctx: Context,
  entries: readonly EntryInput[],
  accounts: Accounts,
): Promise<readonly Ready[]> {
  const [only] = entries;
  if (only && entries.length === 1 && !lackOf(entries, accounts)) {
    return [{ ...only, entryId: newId() }];
  }
  // Asked after the locks: who posted the same key to a kept balance has committed by now.
  const fresh = await unposted(ctx, entries);
  const lack = lackOf(fresh, accounts);
  if (lack) throw refuse("balance_too_low", lack);
  return fresh;
}

/** The entries' rows as columns. */
function entryColumns(ctx: Context, entries: readonly Ready[], accounts: Accounts) {
  const idsOf = (entry: Ready): string =>
    plainArray(entry.postings.map((one) => accountOf(accounts, entry, one).accountId));
  const amountsOf = (entry: Ready): string => plainArray(entry.postings.map((one) => one.amount));
  return sql`unnest(${plainArray(entries.map((entry) => entry.entryId))}::uuid[],
    ${entries.map((entry) => entry.kind)}::text[],
    ${entries.map((entry) => entry.postingKey)}::text[],
    ${entries.map((entry) => entry.unit)}::text[],
    ${entries.map(idsOf)}::text[], ${entries.map(amountsOf)}::text[],
    ${plainArray(entries.map((entry) => entry.causeId ?? null))}::uuid[],
    ${plainArray(entries.map((entry) => entry.reverses ?? null))}::uuid[],
    ${plainArray(entries.map((entry) => `"${entry.occurredAt ?? ctx.now}"`))}::timestamptz[])`;
}

/** Each posting with its entry. */
function postingColumns(entries: readonly Ready[], accounts: Accounts) {
  const all = entries.flatMap((entry) => entry.postings.map((posting) => ({ entry, posting })));
  return sql`unnest(${plainArray(all.map(({ entry }) => entry.entryId))}::uuid[],
    ${plainArray(all.map(({ entry, posting }) =>
      accountOf(accounts, entry, posting).accountId))}::uuid[],
    ${plainArray(all.map(({ posting }) => posting.amount))}::bigint[])`;
}

/**
 * Entries, postings and the kept balances, in one statement. Answers the ids that were written:
 * another transaction may have posted a key meanwhile.
 */
async function writeEntries(
  ctx: Context,
  entries: readonly Ready[],
  accounts: Accounts,
): Promise<Set<string>> {
  const { brandId } = ctx.brand;
  // Columns, not JSON: of that a hundred rows are expected, for which all accounts are read.
  const { rows: written } = await sql<{ entry_id: string }>`/* kept */
    with e as (
      insert into wallet.entries (brand_id, entry_id, kind, posting_key, unit, account_ids,
        amounts, cause_id, reverses, occurred_at, recorded_at)
      select ${brandId}::uuid, r.entry_id, r.kind, r.posting_key, r.unit, r.account_ids::uuid[],
        r.amounts::bigint[], r.cause_id, r.reverses, r.occurred_at, ${ctx.recordedAt}
      from ${entryColumns(ctx, entries, accounts)} as r(entry_id, kind, posting_key, unit,
        account_ids, amounts, cause_id, reverses, occurred_at)
      on conflict (brand_id, posting_key) do nothing
      returning entry_id),
    p as (
      insert into wallet.postings (brand_id, account_id, entry_id, amount)
      select ${brandId}::uuid, g.account_id, g.entry_id, g.amount
      from ${postingColumns(entries, accounts)} as g(entry_id, account_id, amount)
      where g.entry_id in (select entry_id from e)
      returning account_id, amount),
    b as (
      update wallet.accounts a set balance = a.balance + c.change
      from (select account_id, sum(amount)::bigint as change from p group by account_id) c
      where a.brand_id = ${brandId}::uuid and a.account_id = c.account_id
        and a.balance is not null)
    select entry_id from e`.execute(ctx.tx);
  return new Set(written.map((row) => row.entry_id));
}

/**
 * Posts entries in the caller's transaction, all or none. The only writer of balances: it locks
 * the accounts that keep one (in the order of their ids), decides, then writes entries, postings
 * and balances. Refuses `balance_too_low`.
 */
export async function post(ctx: Context, entries: readonly EntryInput[]): Promise<string[]> {
  for (const entry of entries) checkEntry(entry);
  if (entries.length === 0) return [];
  const wanted = new Map(
    entries.flatMap((entry) =>
      entry.postings.map(
        ({ account }) =>
          [accountKey(account, entry.unit), { ref: account, unit: entry.unit }] as const,
      ),
    ),
  );
  const accounts = await lockAccounts(ctx, [...wanted.values()]);
  const fresh = await decide(ctx, entries, accounts);
  if (fresh.length === 0) return [];
  const written = await writeEntries(ctx, fresh, accounts);
  const ready = fresh.filter((entry) => written.has(entry.entryId));
  await emitMany(
    ctx,
    "wallet.posted",
    ready.map((entry) => ({
      caller: { actor: ctx.actor, now: entry.occurredAt ?? ctx.now, requestId: ctx.requestId },
      payload: {
        entryId: entry.entryId,
        kind: entry.kind,
        unit: entry.unit,
        causeId: entry.causeId ?? null,
        reverses: entry.reverses ?? null,
        accountIds: entry.postings.map((one) => accountOf(accounts, entry, one).accountId),
        amounts: entry.postings.map((one) => one.amount),
      },
    })),
  );
  return ready.map((entry) => entry.entryId);
}
