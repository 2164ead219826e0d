/**
 * Every figure of the loop, declared once: the same condition counts it and opens it to its
 * events, so that a figure can never show what its list does not hold.
 */
export interface Counted {
  /** SQL over insights.facts, named f. */
  readonly where: string;
  /** What is counted: rows, a sum of a column, or distinct values. */
  readonly of: "rows" | { readonly sum: string } | { readonly distinct: string };
  readonly unit: "count" | "minor";
  readonly zh: string;
  readonly en: string;
}

const touch = "f.kind = 'touch'";
const claim = "f.kind = 'claim'";
const made = "f.kind = 'redemption'";
const kept = "f.kind = 'redemption' and not f.undone";
const stayed = "f.kind = 'visit' and f.excluded_rule is null";
const closedNow = "f.kind = 'closing' and not f.undone";
const rows = { of: "rows", unit: "count" } as const;
const people = { of: { distinct: "f.member_id" }, unit: "count" } as const;
/** A member mailed in two campaigns was reached twice. */
const pairs = { of: { distinct: "(f.campaign_id, f.member_id)" }, unit: "count" } as const;
const wasReached = `exists (select 1 from insights.facts r where r.brand_id = f.brand_id
  and r.kind = 'reached' and r.campaign_id = f.campaign_id and r.member_id = f.member_id)`;

export const counted = {
  reported: {
    where: "f.kind = 'reported' and f.excluded_rule is null",
    of: { sum: "f.amount" },
    unit: "count",
    zh: "平台上报访问",
    en: "Reported visits",
  },
  observed: { where: touch, ...rows, zh: "观测访问", en: "Observed visits" },
  valid: {
    where: `${touch} and f.excluded_rule is null`,
    ...rows,
    zh: "有效访问",
    en: "Valid visits",
  },
  excludedBot: {
    where: `${touch} and f.excluded_rule = 'bot'`,
    ...rows,
    zh: "剔除：机器访问",
    en: "Excluded: robots",
  },
  excludedStaff: {
    where: `${touch} and f.excluded_rule = 'staff'`,
    ...rows,
    zh: "剔除：员工访问",
    en: "Excluded: staff",
  },
  excludedNotEngaged: {
    where: `${touch} and f.excluded_rule = 'not_engaged'`,
    ...rows,
    zh: "剔除：未停留且无操作",
    en: "Excluded: not engaged",
  },
  excludedRepeat: {
    where: `${touch} and f.excluded_rule = 'repeat'`,
    ...rows,
    zh: "剔除：当天重复",
    en: "Excluded: repeats of the day",
  },
  excludedSuperseded: {
    where: "f.kind = 'reported' and f.excluded_rule = 'superseded'",
    ...rows,
    zh: "剔除：被后来的导入取代",
    en: "Excluded: replaced by a later import",
  },
  reached: { where: "f.kind = 'reached'", ...pairs, zh: "触达人次", en: "Reached (per campaign)" },
  reachedMembers: {
    where: "f.kind = 'reached'",
    ...people,
    zh: "触达会员",
    en: "Reached members",
  },
  reachedRedeemed: {
    where: `${kept} and ${wasReached}`,
    ...pairs,
    zh: "触达后核销人次",
    en: "Reached and redeemed (per campaign)",
  },
  claims: { where: claim, ...rows, zh: "领券", en: "Claims" },
  claimsNew: {
    where: `${claim} and f.new_member`,
    ...rows,
    zh: "领券（新会员）",
    en: "Claims by new members",
  },
  claimsKnown: {
    where: `${claim} and not f.new_member`,
    ...rows,
    zh: "领券（老会员）",
    en: "Claims by known members",
  },
  visits: { where: "f.kind = 'visit'", ...rows, zh: "到店", en: "Store visits" },
  visitsValid: { where: stayed, ...rows, zh: "有效到店", en: "Valid visits to stores" },
  visitsUndone: {
    where: "f.kind = 'visit' and f.excluded_rule = 'undone'",
    ...rows,
    zh: "剔除：当天都已撤销的到店",
    en: "Excluded: visits that were undone",
  },
  visitors: { where: stayed, ...people, zh: "到店会员", en: "Members who visited" },
  handOvers: {
    where: "f.kind = 'hand_over' and not f.undone",
    ...rows,
    zh: "交付（自提、权益、集点）",
    en: "Hand-overs",
  },
  bookingsServed: {
    where: `${closedNow} and f.event_kind = 'bookings.served'`,
    ...rows,
    zh: "预约已服务",
    en: "Bookings served",
  },
  redemptionsMade: { where: made, ...rows, zh: "核销（含已撤销）", en: "Redemptions made" },
  redemptionsUndone: {
    where: `${made} and f.undone`,
    ...rows,
    zh: "已撤销核销",
    en: "Redemptions undone",
  },
  redemptions: { where: kept, ...rows, zh: "核销", en: "Redemptions" },
  redemptionsNew: {
    where: `${kept} and f.new_member`,
    ...rows,
    zh: "核销（新会员）",
    en: "Redemptions by new members",
  },
  redemptionsKnown: {
    where: `${kept} and not f.new_member`,
    ...rows,
    zh: "核销（老会员）",
    en: "Redemptions by known members",
  },
  redeemers: { where: kept, ...people, zh: "核销会员", en: "Redeeming members" },
  redeemersNew: {
    where: `${kept} and f.new_member`,
    ...people,
    zh: "核销新会员",
    en: "New members who redeemed",
  },
  redeemersKnown: {
    where: `${kept} and not f.new_member`,
    ...people,
    zh: "核销老会员",
    en: "Known members who redeemed",
  },
  offersRedeemed: {
    where: kept,
    of: { distinct: "f.offer_id" },
    unit: "count",
    zh: "被核销的优惠",
    en: "Offers redeemed",
  },
  salesMinor: {
    where: kept,
    of: { sum: "f.bill_minor" },
    unit: "minor",
    zh: "带来销售额",
    en: "Sales brought",
  },
  discountMinor: {
    where: kept,
    of: { sum: "f.discount_minor" },
    unit: "minor",
    zh: "优惠金额",
    en: "Discount given",
  },
  unknownBills: {
    where: `${kept} and f.bill_minor is null`,
    ...rows,
    zh: "账单金额未知的核销",
    en: "Redemptions with an unknown bill",
  },
  unknownDiscounts: {
    where: `${kept} and f.discount_minor is null`,
    ...rows,
    zh: "优惠金额未知的核销",
    en: "Redemptions with an unknown discount",
  },
  comparableSalesMinor: {
    where: `${kept} and f.bill_minor is not null and f.discount_minor is not null`,
    of: { sum: "f.bill_minor" },
    unit: "minor",
    zh: "账单与优惠都已知的销售额",
    en: "Sales whose bill and discount are both known",
  },
  comparableDiscountMinor: {
    where: `${kept} and f.bill_minor is not null and f.discount_minor is not null`,
    of: { sum: "f.discount_minor" },
    unit: "minor",
    zh: "账单与优惠都已知的优惠金额",
    en: "Discount whose bill and discount are both known",
  },
  ordersPaid: { where: "f.kind = 'paid'", ...rows, zh: "已付清订单", en: "Orders paid" },
  // Not sold at a till, and not wholly returned.
  ordersOnline: {
    where: "f.kind = 'paid' and not f.at_till and not f.undone",
    ...rows,
    zh: "线上订单",
    en: "Online orders",
  },
  transactionsClosed: {
    where: closedNow,
    ...rows,
    zh: "交易成交",
    en: "Transactions closed",
  },
  // Of those closed in the period, so that its share is never above one.
  qualifiedClosed: {
    where: `${closedNow} and f.qualified`,
    ...rows,
    zh: "合格成交",
    en: "Qualified closings",
  },
} as const satisfies Record<string, Counted>;

export type CountedName = keyof typeof counted;
export const countedNames = Object.keys(counted) as CountedName[];

const isDistinct = (name: CountedName) => Object.hasOwn(Object(counted[name].of), "distinct");
export const additiveNames = countedNames.filter((name) => !isDistinct(name));
export const distinctNames = countedNames.filter(isDistinct);

/**
 * One column of the counting statement. Rows and sums are taken from groups of equal rows
 * (`row_count`, `amount_sum` …), distinct values from the rows themselves.
 */
export function columnOf(name: CountedName): string {
  const { where, of } = counted[name] as Counted;
  if (of === "rows") return `coalesce(sum(f.row_count) filter (where ${where}), 0) as "${name}"`;
  if ("sum" in of) return `sum(${of.sum}_sum) filter (where ${where}) as "${name}"`;
  return `count(distinct ${of.distinct}) filter (where ${where}) as "${name}"`;
}

export type Counts = { [Name in CountedName]: number | null };

/** Quotients of figures; null where the denominator is zero or unknown (the screen prints "—"). */
export const quotients = {
  arrivalRate: { of: "valid", by: "reported", zh: "到达率", en: "Arrival rate" },
  claimRate: { of: "claims", by: "valid", zh: "领券转化率", en: "Visit to claim" },
  visitRate: { of: "visits", by: "claims", zh: "到店转化率", en: "Claim to store visit" },
  redemptionRate: { of: "redemptions", by: "visits", zh: "核销转化率", en: "Store visit to redemption" },
  claimToRedemptionRate: { of: "redemptions", by: "claims", zh: "券核销率", en: "Claim to redemption" },
  reachedRate: {
    of: "reachedRedeemed",
    by: "reached",
    zh: "触达核销率",
    en: "Reached to redeemed",
  },
  discountRatio: {
    of: "comparableDiscountMinor",
    by: "comparableSalesMinor",
    zh: "费销比",
    en: "Discount to sales",
  },
  qualifiedRate: {
    of: "qualifiedClosed",
    by: "transactionsClosed",
    zh: "合格成交率",
    en: "Share of qualified closings",
  },
} as const satisfies Record<string, { of: CountedName; by: CountedName; zh: string; en: string }>;

export type QuotientName = keyof typeof quotients;
export type Figures = Counts & { [Name in QuotientName]: number | null };

function quotient(of: number | null, by: number | null): number | null {
  return of === null || by === null || by === 0 ? null : of / by;
}

/** Nothing redeemed is 0; redeemed for unknown amounts is unknown (null), never 0. */
function amountOf(sum: number | null, redemptions: number | null): number | null {
  return redemptions === 0 ? 0 : sum;
}

/** Where no row was found, the numbers of rows are 0; sums stay unknown. */
function noneCounted(counts: Counts): Partial<Counts> {
  const names = additiveNames.filter((name) => counted[name].of === "rows");
  return Object.fromEntries(names.map((name) => [name, counts[name] ?? 0]));
}

/** Completes what the database counted: unknown amounts and quotients. */
export function figuresFrom(counts: Counts): Figures {
  const known: Counts = {
    ...counts,
    ...noneCounted(counts),
    salesMinor: amountOf(counts.salesMinor, counts.redemptions ?? 0),
    discountMinor: amountOf(counts.discountMinor, counts.redemptions ?? 0),
  };
  const rates = Object.entries(quotients).map(([name, { of, by }]) => [
    name,
    quotient(known[of], known[by]),
  ]);
  return { ...known, ...Object.fromEntries(rates) } as Figures;
}
