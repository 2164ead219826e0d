import type {
  Base,
  Benefit,
  Category,
  JoinRule,
  OfferRule,
  Scope,
  Tier,
} from "#packages/pricing/browser.ts";
import { categoryOf, isVoucherKind, type OfferKind } from "./offer-kinds.ts";
import type { OfferDraft } from "./offer-draft.ts";

/** A rule as the API takes it: days of the brand's calendar, both inside, instead of instants. */
export interface RuleBody extends Omit<OfferRule, "when" | "payers"> {
  readonly when?: Omit<OfferRule["when"], "fromMs" | "toMs"> & {
    readonly fromDay?: string | null;
    readonly toDay?: string | null;
  };
  readonly payers?: OfferRule["payers"];
}

export interface GoodsDraft {
  readonly products?: readonly string[];
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly brands?: readonly string[];
}
export interface ScopeDraft extends GoodsDraft {
  readonly except?: GoodsDraft;
}
export interface GiftRow {
  readonly productId?: string | null;
  readonly label?: string;
  readonly quantity?: number | null;
  readonly value?: number | null;
}
export interface TierRow {
  readonly from?: number | null;
  readonly amount?: number | null;
  /** Percent taken off. */
  readonly percent?: number | null;
  readonly cap?: number | null;
  readonly gifts?: readonly GiftRow[];
}
export interface PartRow {
  readonly quantity?: number | null;
  readonly goods?: ScopeDraft;
}

/** What the form keeps of a rule; amounts in major units, rates in percent taken off. */
export interface RuleDraft {
  readonly needsVoucher?: boolean;
  /** Absent: the one of its kind. */
  readonly category?: Category | undefined;
  readonly base?: Base;
  readonly percentBase?: Base | undefined;
  readonly tierBy?: "amount" | "count";
  readonly tiers?: readonly TierRow[];
  readonly most?: number | null;
  readonly level?: "member" | "activity";
  readonly unitBy?: "own" | "fixed";
  readonly unit?: number | null;
  readonly offBy?: "amount" | "percent";
  readonly off?: number | null;
  readonly rate?: number | null;
  readonly n?: number | null;
  readonly buy?: number | null;
  readonly get?: number | null;
  readonly getBy?: "same" | "other";
  /** Percent off what is given; 100: it is free. */
  readonly getRate?: number | null;
  readonly other?: ScopeDraft;
  readonly parts?: readonly PartRow[];
  readonly price?: number | null;
  readonly maxUnits?: number | null;
  readonly maxTimes?: number | null;
  readonly goods?: ScopeDraft;
  readonly whenFromDay?: string;
  readonly whenToDay?: string;
  readonly weekdays?: readonly number[];
  readonly hours?: readonly { readonly from?: string; readonly to?: string }[];
  readonly segments?: readonly string[];
  readonly channels?: readonly string[];
  readonly firstOrder?: boolean;
  readonly joins?: "policy" | "always" | "never" | "only";
  readonly joinsOnly?: readonly string[];
  readonly groups?: readonly string[];
  readonly perOrder?: number | null;
  /** A rule that has no fields here; kept as it is. */
  readonly custom?: RuleBody;
}

export const newRule: RuleDraft = {
  base: "after_items",
  tierBy: "amount",
  level: "member",
  unitBy: "own",
  offBy: "amount",
  n: 2,
  rate: 50,
  buy: 2,
  get: 1,
  getBy: "same",
  getRate: 100,
  joins: "policy",
  perOrder: 1,
};

type ToMinor = (major: number | null | undefined) => number | null;
const bps = (percent: number | null | undefined) => Math.round((percent ?? 0) * 100);
const full = <T>(list: readonly T[] | undefined) => (list?.length ? { list: [...list] } : null);

function goodsOf(draft: GoodsDraft | undefined): NonNullable<Scope["except"]> {
  const [products, categories] = [full(draft?.products), full(draft?.categories)];
  const [brands, tags] = [full(draft?.brands), full(draft?.tags)];
  return {
    ...(products ? { products: products.list } : {}),
    ...(categories ? { categories: categories.list } : {}),
    ...(brands ? { brands: brands.list } : {}),
    ...(tags ? { tags: tags.list } : {}),
  };
}

/** What is left empty is no list, and no list at all is every product. */
export function scopeOf(draft: ScopeDraft | undefined): Scope {
  const except = goodsOf(draft?.except);
  return { ...goodsOf(draft), ...(Object.keys(except).length > 0 ? { except } : {}) };
}

function tierOf(row: TierRow, draft: OfferDraft, minor: ToMinor): Tier {
  const from = row.from ?? null;
  const reached =
    from === null || from === 0
      ? {}
      : draft.tierBy === "count"
        ? { fromCount: from }
        : { fromMinor: minor(from) ?? 0 };
  switch (draft.kind) {
    case "full_percent": {
      const capMinor = minor(row.cap);
      const cap = capMinor === null ? {} : { capMinor };
      return { ...reached, give: { kind: "percent", bps: bps(row.percent), ...cap } };
    }
    case "full_gift": {
      const gifts = (row.gifts ?? []).map((one) => ({
        productId: one.productId ?? null,
        label: one.label?.trim() ?? "",
        quantity: one.quantity ?? 1,
        valueMinor: minor(one.value),
      }));
      return { ...reached, give: { kind: "gifts", gifts } };
    }
    case "free_delivery": {
      const capMinor = minor(row.cap);
      return { ...reached, give: { kind: "delivery", ...(capMinor === null ? {} : { capMinor }) } };
    }
    default:
      return { ...reached, give: { kind: "amount", amountMinor: minor(row.amount) ?? 0 } };
  }
}

/** The lowest step first, as it is tested. */
function tiersOf(draft: OfferDraft, minor: ToMinor): Benefit {
  const rows = draft.tiers ?? [{}];
  const used = draft.kind === "every_cut" ? rows.slice(0, 1) : rows;
  // a row that has just been added stays last until its threshold is typed
  const place = (row: TierRow | undefined) => row?.from ?? (row === used[0] ? 0 : Infinity);
  const sorted = [...used].sort((a, b) => {
    const [one, other] = [place(a), place(b)];
    return one === other ? 0 : one - other;
  });
  const capMinor = minor(draft.most);
  return {
    kind: "tiers",
    base: draft.base ?? "after_items",
    ...(draft.kind === "full_percent" && draft.percentBase
      ? { percentOf: draft.percentBase }
      : {}),
    tiers: sorted.map((row) => tierOf(row ?? {}, draft, minor)),
    ...(draft.kind === "every_cut" ? { every: true } : {}),
    ...(draft.kind === "every_cut" && capMinor !== null ? { capMinor } : {}),
  };
}

function voucherBenefit(draft: OfferDraft, minor: ToMinor): Benefit {
  if (draft.kind === "exchange") return exchangeBenefit(draft, minor);
  const row: TierRow = {
    from: draft.threshold ?? null,
    amount: draft.amount ?? null,
    percent: draft.percent ?? null,
    cap: draft.cap ?? null,
    gifts: [{
      productId: draft.productIds?.[0] ?? null,
      label: draft.label ?? "",
      quantity: 1,
      value: draft.value ?? null,
    }],
  };
  const asKind: Readonly<Record<string, OfferKind>> = {
    percent_off: "full_percent",
    gift: "full_gift",
    delivery_voucher: "free_delivery",
  };
  const kind = asKind[draft.kind] ?? "full_cut";
  const one = tierOf(row, { ...draft, kind, tierBy: "amount" }, minor);
  return { kind: "tiers", base: draft.base ?? "after_items", tiers: [one] };
}

/** With a threshold it is tested on the other goods, as an add-on's is. */
function exchangeBenefit(draft: OfferDraft, minor: ToMinor): Benefit {
  const [units, payMinor] = [draft.units ?? 1, minor(draft.pay) ?? 0];
  const fromMinor = minor(draft.threshold) ?? 0;
  if (fromMinor === 0) return { kind: "exchange", units, payMinor };
  const goods = scopeOf({ products: draft.productIds ?? [] });
  const base = draft.base ?? "after_items";
  return { kind: "add_on", goods, unitMinor: payMinor, maxUnits: units, base, fromMinor };
}

function limit(name: "maxTimes" | "maxUnits", value: number | null | undefined) {
  return value ? { [name]: value } : {};
}

function benefitOfRule(draft: OfferDraft, minor: ToMinor): Benefit {
  switch (draft.kind) {
    case "price_level":
      return {
        kind: "unit_price",
        level: draft.level ?? "member",
        unitMinor: draft.unitBy === "fixed" ? minor(draft.unit) : null,
      };
    case "each_off":
      return {
        kind: "each_off",
        ...(draft.offBy === "percent"
          ? { bps: bps(draft.rate) }
          : { amountMinor: minor(draft.off) ?? 0 }),
        ...limit("maxUnits", draft.maxUnits),
      };
    case "nth_off":
      return {
        kind: "nth_off",
        n: draft.n ?? 2,
        bps: bps(draft.rate),
        ...limit("maxTimes", draft.maxTimes),
      };
    case "buy_get":
      return {
        kind: "buy_get",
        buy: draft.buy ?? 1,
        get: draft.get ?? 1,
        bps: bps(draft.getRate ?? 100),
        ...(draft.getBy === "other" ? { getScope: scopeOf(draft.other) } : {}),
        ...limit("maxTimes", draft.maxTimes),
      };
    case "bundle":
      return {
        kind: "bundle",
        parts: (draft.parts ?? []).map((part) => ({
          scope: scopeOf(part?.goods),
          quantity: part?.quantity ?? 1,
        })),
        priceMinor: minor(draft.price) ?? 0,
        ...limit("maxTimes", draft.maxTimes),
      };
    case "add_on":
      return {
        kind: "add_on",
        goods: scopeOf(draft.goods),
        unitMinor: minor(draft.unit) ?? 0,
        maxUnits: draft.maxUnits ?? 1,
        base: draft.base ?? "after_items",
        fromMinor: minor(draft.threshold) ?? 0,
      };
    default:
      return isVoucherKind(draft.kind) ? voucherBenefit(draft, minor) : tiersOf(draft, minor);
  }
}

const clockMinutes = (text: string | undefined): number => {
  const [hours = 0, minutes = 0] = (text ?? "0:0").split(":").map(Number);
  return hours * 60 + minutes;
};

function whenOf(draft: OfferDraft): NonNullable<RuleBody["when"]> {
  const hours = (draft.hours ?? []).filter((one) => one?.from && one.to);
  const lists = { weekdays: full(draft.weekdays), segments: full(draft.segments) };
  const channels = full(draft.channels);
  return {
    ...(draft.whenFromDay ? { fromDay: draft.whenFromDay } : {}),
    ...(draft.whenToDay ? { toDay: draft.whenToDay } : {}),
    ...(channels ? { channels: channels.list } : {}),
    ...(lists.segments ? { segments: lists.segments.list } : {}),
    ...(draft.firstOrder ? { firstOrder: true } : {}),
    ...(lists.weekdays ? { weekdays: [...lists.weekdays.list].sort() } : {}),
    ...(hours.length > 0
      ? { hours: hours.map((one) => ({ from: clockMinutes(one.from), to: clockMinutes(one.to) })) }
      : {}),
  };
}

function joinsOf(draft: OfferDraft): JoinRule | null {
  if (draft.joins === "only") return { only: [...(draft.joinsOnly ?? [])] };
  return draft.joins === "always" || draft.joins === "never" ? draft.joins : null;
}

function scopeOfDraft(draft: OfferDraft): Scope {
  if (draft.kind === "bundle") return {};
  if (draft.kind === "exchange" && !draft.threshold) {
    return scopeOf({ products: draft.productIds ?? [] });
  }
  return draft.productScope === "some" ? scopeOf(draft.scope) : {};
}

export const needsVoucher = (draft: OfferDraft): boolean =>
  isVoucherKind(draft.kind) || draft.needsVoucher === true;

/** The rule as the API takes it; also while it is still being typed. */
export function ruleOf(draft: OfferDraft, minor: ToMinor): RuleBody {
  if (draft.kind === "custom" && draft.custom) return draft.custom;
  const joins = joinsOf(draft);
  const groups = full(draft.groups);
  const perOrder = draft.perOrder ?? 1;
  return {
    category: draft.category ?? categoryOf(draft.kind, draft.needsVoucher === true),
    ...(groups ? { groups: groups.list } : {}),
    ...(joins === null ? {} : { joins }),
    scope: scopeOfDraft(draft),
    when: whenOf(draft),
    benefit: benefitOfRule(draft, minor),
    ...(needsVoucher(draft) && perOrder > 1 ? { perOrder } : {}),
  };
}

/** A plain voucher says nothing that its short form has no field for: it is sent without a rule. */
export function saysRule(draft: OfferDraft): boolean {
  if (!isVoucherKind(draft.kind) || draft.kind === "delivery_voucher") return true;
  if (draft.kind === "unstated") return false;
  const rule = ruleOf(draft, () => 1);
  return (
    rule.category !== "store_voucher" ||
    rule.groups !== undefined ||
    rule.joins !== undefined ||
    rule.perOrder !== undefined ||
    draft.productScope === "some" ||
    (draft.base ?? "after_items") !== "after_items" ||
    (draft.kind === "exchange" && (draft.units ?? 1) > 1) ||
    Object.keys(rule.when ?? {}).length > 0
  );
}
