import { asksOf, stopsAmong, type Take, takeMany, usedOf } from "#modules/limits/index.ts";
import { phoneHashes } from "#modules/members/index.ts";
import type {
  Asked, Committed, RightCommit, RightFacts, RightKind, RightLook, RightPreview, RightRefusal,
  RightUse,
} from "#modules/redemption/index.ts";
import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { Refusal } from "#platform/errors.ts";
import { countHeld, dropHeld } from "#platform/journal.ts";
import { findVouchers, listedAmong, lockVouchers, type VoucherRow } from "./queries.ts";
import { budgetRefusal } from "./redeem-limits.ts";
import {
  billRefusal, cartRefusal, stateRefusal, stopRefusal, stopTargets, storeRefusal,
} from "./refusals.ts";

type Outcome = Pick<
  Extract<RightCommit, { done: true }>, "discountMinor" | "payableMinor" | "shares"
>;

/** What one voucher alone does, too. */
export interface VoucherParts extends Pick<RightKind, "preview" | "commit"> {
  factsOf(row: VoucherRow): RightFacts;
  outcomeOf(row: VoucherRow, use: RightUse): Outcome;
}

type Rows = ReadonlyMap<string, VoucherRow>;

interface Found<Use extends RightLook> extends Asked<Use> {
  readonly row: VoucherRow;
}

interface Looked<Use extends RightLook> extends Found<Use> {
  readonly refusal: RightRefusal | null;
}

const asksHousehold = ({ redeem_rules: rules }: VoucherRow): boolean =>
  rules.some(({ of }) => of === "household");

/** Money is posted to the ledger, and a household is asked for: each of those goes alone. */
const goesAlone = (row: VoucherRow | undefined): boolean =>
  !row || asksHousehold(row) || row.redeem_rules.some(({ what }) => what === "money");

/** What stands against each where it is; who is refused is rare, and asked why by itself. */
async function lookAt<Use extends RightLook>(
  asked: readonly Found<Use>[],
): Promise<Looked<Use>[]> {
  const [first] = asked;
  if (!first) return [];
  const named = asked.flatMap(({ row, use: { storeId } }) =>
    storeId !== null && row.scope_unit_id === null ? [{ row, storeId }] : [],
  );
  const targets = asked.map(({ ctx, row, use }) => stopTargets(ctx, row, use.storeId));
  const [isListed, isStopped] = await Promise.all([
    listedAmong(first.ctx, named),
    stopsAmong(first.ctx, targets.flat()),
  ]);
  const looked: Looked<Use>[] = [];
  for (const [place, one] of asked.entries()) {
    const { ctx, row, use: { storeId } } = one;
    const listed = storeId !== null && row.scope_unit_id === null && isListed(row, storeId);
    const stopped = (targets[place] ?? []).some(isStopped);
    const refusal =
      stateRefusal(ctx, row) ??
      (listed ? null : await storeRefusal(ctx, row, storeId)) ??
      (stopped ? await stopRefusal(ctx, row, storeId) : null) ??
      cartRefusal(row);
    looked.push({ ...one, refusal });
  }
  return looked;
}

/** Counters that do not name themselves share one count; an import has none. */
const counterOf = ({ deviceId, billMayBeUnknown }: RightUse): string | null =>
  deviceId ?? (billMayBeUnknown ? null : "none");

/** What each takes from the limits of its terms; of money, `amountMinor`. */
async function asksFor<Use extends RightLook>(
  asked: readonly Found<Use>[],
  counter: (use: Use) => string | null,
  amountMinor: number | null,
): Promise<Take[][]> {
  const [first] = asked;
  if (!first) return [];
  const counted = asked.flatMap(({ row: { redeem_rules: rules, member_id: member } }) =>
    member && rules.some((rule) => rule.of === "phone") ? [member] : [],
  );
  const phones = await phoneHashes(first.ctx, counted);
  return asked.map(({ ctx, row, use }) => {
    const { redeem_rules: rules, offer_id: offerId, member_id: member } = row;
    const subject = {
      member,
      phone: (member && phones.get(member)) || null,
      store: use.storeId,
      campaign: row.campaign_id,
      staff: use.staffId ?? null,
      counter: counter(use),
    };
    return asksOf(ctx, { scope: `offer:${offerId}:redeem`, rules }, subject, amountMinor);
  });
}

/**
 * The limit of each that is full already, for who only looks; the commit decides. A member may show
 * a voucher at any time: without a store nothing is full.
 */
async function fullOnes(found: readonly Found<RightLook>[]): Promise<(RightRefusal | null)[]> {
  const [first] = found;
  if (!first) return [];
  // Of money: whether anything is left. How much it takes off is not known before the bill.
  const all = await asksFor(found, ({ deviceId }) => deviceId ?? null, 1);
  const asks = all.map((one, place) => (found[place]!.use.storeId === null ? [] : one));
  const used = await usedOf(first.ctx, asks.flat().map(({ key }) => key));
  return asks.map((takes) => {
    const full = takes.find(({ key, cap, amount }) => (used.get(key) ?? 0) + amount > cap);
    if (!full) return null;
    return { code: full.code ?? "limit_reached", params: { ...full.params, cap: full.cap } };
  });
}

/** Vouchers that exist, together; whatever else the id may be, by itself. */
export async function previewVouchers(
  { preview, factsOf }: VoucherParts,
  asked: readonly Asked<RightLook>[],
): Promise<(RightPreview | null)[]> {
  const [first] = asked;
  if (!first) return [];
  const rows = await findVouchers(first.ctx, asked.map(({ use }) => use.rightId));
  const known = asked.flatMap((one, place) => {
    const row = rows.get(one.use.rightId);
    return row && !asksHousehold(row) ? [{ ...one, row, place }] : [];
  });
  const [looked, full] = await Promise.all([lookAt(known), fullOnes(known)]);
  const previews = new Map(looked.map(({ ctx, use, row, refusal }, index) => {
    const bill = use.billMinor === null ? null : billRefusal(ctx, row, use.billMinor);
    const against = refusal ?? bill ?? full[index] ?? null;
    return [known[index]?.place, { facts: factsOf(row), refusal: against }];
  }));
  const answers: (RightPreview | null)[] = [];
  for (const [place, { ctx, use }] of asked.entries()) {
    answers.push(previews.get(place) ?? (await preview(ctx, use)));
  }
  return answers;
}

function useRefusal({ ctx, use, row, refusal }: Looked<RightUse>): RightRefusal | null {
  const billKnown = use.billMinor !== null || !use.billMayBeUnknown;
  return (
    refusal ??
    (billKnown ? billRefusal(ctx, row, use.billMinor) : null) ??
    budgetRefusal(row, use)
  );
}

interface Granted extends Looked<RightUse> {
  readonly asks: readonly Take[];
}

async function noteTakings(ctx: Context, granted: readonly Granted[]): Promise<void> {
  const taken = granted.filter(({ row }) => row.redeem_rules.length > 0);
  if (taken.length === 0) return;
  const rows = taken.map(({ ctx: own, row, use, asks }) => ({
    redemption_id: use.redemptionId,
    voucher_id: row.voucher_id,
    taken: asks.map(({ key, amount }) => ({ key, amount })),
    taken_at: own.now,
  }));
  await fixed`
    insert into wallet.redeem_takings (brand_id, redemption_id, voucher_id, taken, taken_at)
    select ${ctx.brand.brandId}::uuid, t.redemption_id, t.voucher_id, t.taken, t.taken_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(redemption_id uuid,
      voucher_id uuid, taken jsonb, taken_at timestamptz)`.execute(ctx.tx);
}

/** Uses each of them up, once; they are held, so what was decided of them stands. */
async function useOnce(ctx: Context, granted: readonly Granted[]): Promise<void> {
  if (granted.length === 0) return;
  const { rows } = await fixed`
    update wallet.vouchers set uses_left = uses_left - 1
    where brand_id = ${ctx.brand.brandId}
      and voucher_id = any(${granted.map(({ row }) => row.voucher_id)}::uuid[])
      and uses_left > 0 and recalled_at is null
    returning voucher_id`.execute(ctx.tx);
  if (rows.length !== granted.length) throw new Error("A voucher that is held was used up.");
}

const notDone = ({ code, params }: RightRefusal): RightCommit =>
  ({ done: false, refusal: { code, params } });

/** A refusal that is thrown undoes its own writes only. */
async function commitAlone(parts: VoucherParts, { ctx, use }: Asked<RightUse>) {
  await fixed`savepoint voucher_alone`.execute(ctx.tx);
  const held = countHeld(ctx.tx);
  try {
    return await parts.commit(ctx, use);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    await fixed`rollback to savepoint voucher_alone`.execute(ctx.tx);
    dropHeld(ctx.tx, held);
    return notDone(thrown);
  }
}

type Outcomes = Map<Asked<RightUse>, RightCommit>;

/** Decides those whose limits only count, under the locks on all of them. */
async function decide(
  parts: VoucherParts,
  asked: readonly Asked<RightUse>[],
  rows: Rows,
  outcomes: Outcomes,
): Promise<readonly Granted[]> {
  const looked = await lookAt(asked.map((one) => ({ ...one, row: rows.get(one.use.rightId)! })));
  const refusals = looked.map(useRefusal);
  refusals.forEach((refusal, place) => {
    if (refusal) outcomes.set(asked[place]!, { done: false, refusal });
  });
  const places = refusals.flatMap((refusal, place) => (refusal ? [] : [place]));
  const allowed = places.map((place) => looked[place]!);
  const [first] = allowed;
  if (!first) return [];
  const asks = await asksFor(allowed, counterOf, null);
  const full = asks.some((one) => one.length > 0) ? await takeMany(first.ctx, asks) : [];
  return allowed.flatMap((one, index): Granted[] => {
    const refusal = full[index];
    const { row, use } = one;
    const { campaign_id: campaignId, channel_id: channelId, source_code_id: sourceCodeId } = row;
    outcomes.set(asked[places[index]!]!, refusal ? notDone(refusal) : {
      done: true,
      facts: { ...parts.factsOf(row), usesLeft: row.uses_left - 1 },
      source: { campaignId, channelId, sourceCodeId },
      newMember: row.new_member,
      ...parts.outcomeOf(row, use),
    });
    return refusal ? [] : [{ ...one, asks: asks[index] ?? [] }];
  });
}

/** Rows that a transaction holds and has read, for the commit that comes next. */
const heldRows = new WeakMap<Context["tx"], { readonly ids: Set<string>; readonly rows: Rows }>();

/** Locks the vouchers in the round trip of whoever locks their rights. */
export async function holdVouchers(ctx: Context, voucherIds: readonly string[]): Promise<void> {
  heldRows.set(ctx.tx, { ids: new Set(voucherIds), rows: await lockVouchers(ctx, voucherIds) });
}

/** What is held already, once: a later turn reads anew what this one changes. */
async function rowsHeld(ctx: Context, voucherIds: readonly string[]): Promise<Rows> {
  const held = heldRows.get(ctx.tx);
  heldRows.delete(ctx.tx);
  return held && voucherIds.every((id) => held.ids.has(id))
    ? held.rows
    : lockVouchers(ctx, voucherIds);
}

/** Locks the vouchers, then their counters; decides; writes. The others go one by one. */
export async function commitVouchers(
  parts: VoucherParts,
  asked: readonly Asked<RightUse>[],
): Promise<Committed> {
  const [first] = asked;
  if (!first) return { outcomes: [], written: Promise.resolve() };
  const { ctx } = first;
  const rows = await rowsHeld(ctx, asked.map(({ use }) => use.rightId));
  const outcomes: Outcomes = new Map();
  const alone = asked.filter(({ use }) => goesAlone(rows.get(use.rightId)));
  const together = asked.filter((one) => !alone.includes(one));
  const granted = await decide(parts, together, rows, outcomes);
  for (const one of alone) outcomes.set(one, await commitAlone(parts, one));
  return {
    outcomes: asked.map((one) => outcomes.get(one)!),
    written: Promise.all([useOnce(ctx, granted), noteTakings(ctx, granted)]),
  };
}
