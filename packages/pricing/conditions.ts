// Whether an offer holds for these facts at this moment, and which vouchers of it may be used.
import type { Reason } from "./answer.ts";
import type { Facts, HeldVoucher, Moment } from "./cart.ts";
import type { Conditions, Offer } from "./model.ts";

/** The first condition that does not hold: time window, then who and where, then day and hour. */
export function unmet(when: Conditions, facts: Facts, now: Moment): Reason | null {
  const { fromMs, toMs } = when;
  return outside(fromMs, toMs, now) ?? notForThem(when, facts) ?? notAtThisTime(when, now);
}

/** Store, channel, segment, first order: what neither waiting nor more goods changes. */
export function notForThem(when: Conditions, facts: Facts): Reason | null {
  if (when.stores && !names(when.stores, facts.storeId)) return { kind: "not_at_store" };
  if (when.channels && !names(when.channels, facts.channelId)) return { kind: "not_in_channel" };
  if (when.segments && !facts.segments?.some((segment) => when.segments!.includes(segment))) {
    return { kind: "not_in_segment" };
  }
  if (when.firstOrder && facts.firstOrder !== true) return { kind: "not_first_order" };
  return null;
}

/** A half-open window [from, to). */
export function outside(
  fromMs: number | null | undefined,
  toMs: number | null | undefined,
  now: Moment,
): Reason | null {
  if (typeof fromMs === "number" && now.atMs < fromMs) return { kind: "not_started", fromMs };
  if (typeof toMs === "number" && now.atMs >= toMs) return { kind: "ended", toMs };
  return null;
}

function notAtThisTime({ weekdays, hours }: Conditions, now: Moment): Reason | null {
  if (weekdays && !weekdays.includes(now.weekday)) return { kind: "not_today", weekdays };
  const minute = now.minuteOfDay;
  const open = hours?.some(({ from, to }) =>
    from <= to ? from <= minute && minute < to : from <= minute || minute < to,
  );
  return hours && !open ? { kind: "not_now", hours } : null;
}

function names(list: readonly string[], id: string | null | undefined): boolean {
  return typeof id === "string" && list.includes(id);
}

/** Why a voucher cannot be used now; null: it can. */
export function unusable(voucher: HeldVoucher, now: Moment): Reason | null {
  if (voucher.usesLeft <= 0) return { kind: "voucher_used_up" };
  return outside(voucher.fromMs, voucher.toMs, now);
}

/** The earlier to expire first, then by id. */
export function compareVouchers(a: HeldVoucher, b: HeldVoucher): number {
  const [endA, endB] = [a.toMs ?? Infinity, b.toMs ?? Infinity];
  if (endA !== endB) return endA < endB ? -1 : 1;
  return a.voucherId < b.voucherId ? -1 : a.voucherId > b.voucherId ? 1 : 0;
}

/** Usable vouchers by offer, the earlier to expire first. */
export type Wallet = ReadonlyMap<string, readonly HeldVoucher[]>;

const emptyWallet: Wallet = new Map();

export function walletOf(facts: Facts, now: Moment): Wallet {
  if (!facts.vouchers) return emptyWallet;
  const wallet = new Map<string, HeldVoucher[]>();
  for (const voucher of facts.vouchers) {
    if (unusable(voucher, now) !== null) continue;
    const held = wallet.get(voucher.offerId);
    if (held) held.push(voucher);
    else wallet.set(voucher.offerId, [voucher]);
  }
  for (const held of wallet.values()) held.sort(compareVouchers);
  return wallet;
}

/** Of some usable vouchers of an offer those that one order may use, as the member chose. */
export function usableOf(
  offer: Offer,
  wallet: Wallet,
  chosen: ReadonlySet<string> | undefined,
): readonly HeldVoucher[] {
  const held = wallet.get(offer.offerId) ?? [];
  const named = !chosen || chosen.has(offer.offerId)
    ? held
    : held.filter((voucher) => chosen.has(voucher.voucherId));
  return named.slice(0, offer.perOrder ?? 1);
}
