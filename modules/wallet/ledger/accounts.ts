import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { accountKinds, type AccountRef, type LedgerUnit } from "./account-kinds.ts";

export interface OpenAccount {
  readonly accountId: string;
  /** Null: not kept. */
  readonly balance: number | null;
  readonly mayBeNegative: boolean;
}

export const accountKey = (ref: AccountRef, unit: LedgerUnit): string =>
  `${ref.kind} ${ref.ownerKind} ${ref.ownerId} ${unit} ${ref.scope ?? ""}`;

interface Wanted {
  readonly ref: AccountRef;
  readonly unit: LedgerUnit;
}

interface AccountRow {
  readonly account_id: string;
  readonly kind: AccountRef["kind"];
  readonly owner_kind: AccountRef["ownerKind"];
  readonly owner_id: string;
  readonly unit: string;
  readonly scope: string;
  readonly balance: number | null;
  readonly may_be_negative: boolean;
}

const refOf = ({ kind, owner_kind, owner_id, scope }: AccountRow): AccountRef =>
  ({ kind, ownerKind: owner_kind, ownerId: owner_id, scope });

const columns = (wanted: readonly Wanted[]) => sql`unnest(
  ${wanted.map((one) => one.ref.kind)}::text[], ${wanted.map((one) => one.ref.ownerKind)}::text[],
  ${wanted.map((one) => one.ref.ownerId)}::uuid[], ${wanted.map((one) => one.unit)}::text[],
  ${wanted.map((one) => one.ref.scope ?? "")}::text[])`;

async function openMissing(ctx: Context, wanted: readonly Wanted[]): Promise<void> {
  const sorted = [...wanted].sort((a, b) =>
    accountKey(a.ref, a.unit) < accountKey(b.ref, b.unit) ? -1 : 1,
  );
  await sql`
    insert into wallet.accounts (brand_id, account_id, kind, owner_kind, owner_id, unit, scope,
      balance, may_be_negative, created_at)
    select ${ctx.brand.brandId}::uuid, w.account_id, w.kind, w.owner_kind, w.owner_id, w.unit,
      w.scope, case when w.kept then 0 end, w.may_be_negative, ${ctx.recordedAt}
    from unnest(${sorted.map(() => newId())}::uuid[],
      ${sorted.map((one) => one.ref.kind)}::text[],
      ${sorted.map((one) => one.ref.ownerKind)}::text[],
      ${sorted.map((one) => one.ref.ownerId)}::uuid[], ${sorted.map((one) => one.unit)}::text[],
      ${sorted.map((one) => one.ref.scope ?? "")}::text[],
      ${sorted.map((one) => accountKinds[one.ref.kind].kept)}::boolean[],
      ${sorted.map((one) => accountKinds[one.ref.kind].mayBeNegative)}::boolean[])
      with ordinality
      as w(account_id, kind, owner_kind, owner_id, unit, scope, kept, may_be_negative, place)
    order by w.place on conflict do nothing`.execute(ctx.tx);
}

async function readLocked(ctx: Context, wanted: readonly Wanted[]) {
  // Only rows that keep a balance are locked, and by their id: two entries never wait crosswise.
  const { rows } = await sql<AccountRow>`/* kept */
    with w as (
      select * from ${columns(wanted)} as w(kind, owner_kind, owner_id, unit, scope)),
    kept as (
      select a.* from wallet.accounts a join w using (kind, owner_kind, owner_id, unit, scope)
      where a.brand_id = ${ctx.brand.brandId} and a.balance is not null
      order by a.account_id for no key update of a)
    select account_id, kind, owner_kind, owner_id, unit, scope, balance, may_be_negative from kept
    union all
    select a.account_id, a.kind, a.owner_kind, a.owner_id, a.unit, a.scope, null,
      a.may_be_negative
    from wallet.accounts a join w using (kind, owner_kind, owner_id, unit, scope)
    where a.brand_id = ${ctx.brand.brandId} and a.balance is null`.execute(ctx.tx);
  return new Map(
    rows.map((row) => [
      accountKey(refOf(row), row.unit),
      {
        accountId: row.account_id,
        balance: row.balance,
        mayBeNegative: row.may_be_negative,
      },
    ]),
  );
}

/** Opens what is missing and locks what keeps a balance, to the end of the transaction. */
export async function lockAccounts(
  ctx: Context,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, OpenAccount>> {
  const known = await readLocked(ctx, wanted);
  const missing = wanted.filter((one) => !known.has(accountKey(one.ref, one.unit)));
  if (missing.length === 0) return known;
  await openMissing(ctx, missing);
  return readLocked(ctx, wanted);
}
