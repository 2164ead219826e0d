// Who could apply at all, in which order, and which two may meet: from the written semantics.
import type { Cart, CartLine, Facts, HeldVoucher, Moment, Options } from "../cart.ts";
import type { Conditions, Offer, Scope, StackingPolicy } from "../model.ts";

export interface Candidate {
  readonly id: string;
  readonly offer: Offer;
  readonly voucher: HeldVoucher | null;
  /** By canonical line: does it take part in this offer? */
  readonly lines: readonly boolean[];
}

export function inScope(line: CartLine, scope: Scope): boolean {
  const named = (lists: Omit<Scope, "except">) =>
    (lists.products ?? []).includes(line.productId)
    || (lists.categories ?? []).some((one) => (line.categoryIds ?? []).includes(one))
    || (lists.brands ?? []).some((one) => one === line.brandLabel)
    || (lists.tags ?? []).some((one) => (line.tags ?? []).includes(one));
  const any = !scope.products && !scope.categories && !scope.brands && !scope.tags;
  return (any || named(scope)) && !(scope.except && named(scope.except));
}

/** The lines by what they are; the id comes last. */
export function canonicalLines(cart: Cart): CartLine[] {
  const key = (line: CartLine) => [
    line.productId, line.variantId ?? "", line.listMinor, line.prices?.member ?? -1,
    line.prices?.activity ?? -1, line.floorMinor ?? 0, line.quantity, line.lineId,
  ];
  return [...cart.lines].sort((a, b) => compare(key(a), key(b)));
}

export function compare(
  a: readonly (string | number)[], b: readonly (string | number)[],
): number {
  for (let i = 0; i < a.length; i += 1) {
    if (a[i]! < b[i]!) return -1;
    if (a[i]! > b[i]!) return 1;
  }
  return 0;
}

function holds(when: Conditions, facts: Facts, now: Moment): boolean {
  if (!within(when, now)) return false;
  if (when.stores && !when.stores.includes(facts.storeId ?? " none")) return false;
  if (when.channels && !when.channels.includes(facts.channelId ?? " none")) return false;
  const mine = facts.segments ?? [];
  if (when.segments && !when.segments.some((one) => mine.includes(one))) return false;
  if (when.firstOrder && facts.firstOrder !== true) return false;
  if (when.weekdays && !when.weekdays.includes(now.weekday)) return false;
  const minute = now.minuteOfDay;
  return !when.hours || when.hours.some(({ from, to }) =>
    from <= to ? from <= minute && minute < to : from <= minute || minute < to);
}

function within(
  window: { readonly fromMs?: number | null; readonly toMs?: number | null }, now: Moment,
): boolean {
  if (typeof window.fromMs === "number" && now.atMs < window.fromMs) return false;
  return !(typeof window.toMs === "number" && now.atMs >= window.toMs);
}

function linesOf(offer: Offer, lines: readonly CartLine[]): boolean[] {
  const { benefit, scope } = offer;
  return lines.map((line) => {
    if (benefit.kind === "bundle") {
      return inScope(line, scope) && benefit.parts.some((part) => inScope(line, part.scope));
    }
    if (benefit.kind === "add_on" && inScope(line, benefit.goods)) return true;
    if (benefit.kind === "buy_get" && benefit.getScope && inScope(line, benefit.getScope)) {
      return true;
    }
    return inScope(line, scope);
  });
}

/** In canonical order: level, age, id; of vouchers the one that ends earlier. */
export function candidatesOf(
  lines: readonly CartLine[], offers: readonly Offer[], facts: Facts, now: Moment,
  options: Options, policy: StackingPolicy,
): Candidate[] {
  const chosen = (id: string) => !options.choose || options.choose.includes(id);
  const key = ({ offer, voucher }: Candidate) => [
    policy.order.indexOf(offer.category), offer.sinceMs, offer.offerId,
    voucher?.toMs ?? Number.POSITIVE_INFINITY, voucher?.voucherId ?? "",
  ];
  const found: Candidate[] = [];
  for (const offer of offers) {
    const own = linesOf(offer, lines);
    if (!holds(offer.when, facts, now) || !own.includes(true)) continue;
    if (offer.trigger === "automatic") {
      const { offerId: id } = offer;
      if (chosen(id)) found.push({ id, offer, voucher: null, lines: own });
      continue;
    }
    const held = (facts.vouchers ?? [])
      .filter((one) => one.offerId === offer.offerId && one.usesLeft > 0 && within(one, now))
      .filter((one) => chosen(one.voucherId) || chosen(one.offerId))
      .map((voucher) => ({ id: voucher.voucherId, offer, voucher, lines: own }))
      .sort((a, b) => compare(key(a), key(b)));
    found.push(...held.slice(0, offer.perOrder ?? 1));
  }
  return found.sort((a, b) => compare(key(a), key(b)));
}

export function mayMeet(a: Candidate, b: Candidate, policy: StackingPolicy): boolean {
  const [x, y] = [a.offer, b.offer];
  // What takes part in nothing else has its lines for itself: the other one loses them.
  const loses = (x.joins === "never") !== (y.joins === "never");
  const shared = !loses && a.lines.some((is, i) => is && b.lines[i]);
  const sameOffer = x.offerId === y.offerId;
  if (!sameOffer) {
    for (const group of x.groups ?? []) {
      if (!(y.groups ?? []).includes(group)) continue;
      const per = (policy.groups ?? []).find((one) => one.group === group)?.per ?? "cart";
      if (per === "cart" || shared) return false;
    }
  }
  if (x.joins === "never" && y.joins === "never" && shared) return false;
  if (shared && !sameOffer && (leavesOut(x, y) || leavesOut(y, x))) return false;
  if (x.joins === "always" || y.joins === "always") return true;
  if (sameOffer) return true;
  return !policy.apart.some(({ a: one, b: other, per }) => {
    const meant = (one === x.category && other === y.category)
      || (one === y.category && other === x.category);
    return meant && (per === "cart" || shared);
  });
}

function leavesOut(one: Offer, other: Offer): boolean {
  if (typeof one.joins !== "object") return false;
  return !one.joins.only.includes(other.offerId) && !one.joins.only.includes(other.category);
}
