// "A order: 100-20 / 200-50; on drinks; never": id, level, benefit, then options. The benefits are
// those of `benefits` below; vouchers are held once unless it says `held 2` or `held 0`.
import type { HeldVoucher } from "../cart.ts";
import type {
  Base, Benefit, Category, Conditions, Give, JoinRule, Offer, Party, Scope, Tier,
} from "../model.ts";
import { minorOf, shelf } from "./read-goods.ts";
import { dayMs, nowMs } from "./read-given.ts";

export interface ReadOffer {
  readonly offer: Offer;
  readonly vouchers: readonly HeldVoucher[];
}

type Draft = { -readonly [Key in keyof Offer]: Offer[Key] };
type Reader = (groups: readonly string[], currency: string) => Benefit;

/** What a benefit may say, by its shape. */
const benefits: readonly (readonly [RegExp, Reader])[] = [
  [/^(member|activity) price$/, ([level]) =>
    ({ kind: "unit_price", level: level as "member" | "activity", unitMinor: null })],
  [/^price ([\d.]+)$/, ([price], currency) =>
    ({ kind: "unit_price", level: "activity", unitMinor: minorOf(price!, currency) })],
  [/^([\d.]+)% off each$/, ([percent]) => ({ kind: "each_off", bps: bpsOf(percent!) })],
  [/^([\d.]+) off each$/, ([amount], currency) =>
    ({ kind: "each_off", amountMinor: minorOf(amount!, currency) })],
  [/^every (\d+)(?:nd|rd|th) (?:-([\d.]+)%|free)$/, ([n, percent]) =>
    ({ kind: "nth_off", n: Number(n), bps: bpsOf(percent ?? "100") })],
  [/^buy (\d+) get (\d+) (?:-([\d.]+)%|free)(?: of (.+))?$/, ([buy, get, percent, of]) => ({
    kind: "buy_get", buy: Number(buy), get: Number(get), bps: bpsOf(percent ?? "100"),
    ...(of ? { getScope: scopeOf(of) } : {}),
  })],
  [/^bundle (.+) for ([\d.]+)$/, ([parts, price], currency) => ({
    kind: "bundle", priceMinor: minorOf(price!, currency),
    parts: parts!.split("+").map((part) => {
      const [, quantity, of] = /^(\d+)(?: (.+))?$/.exec(part.trim())!;
      return { quantity: Number(quantity), scope: of ? scopeOf(of) : {} };
    }),
  })],
  [/^from ([\d.]+) add (\w+) at ([\d.]+)$/, ([from, goods, price], currency) => ({
    kind: "add_on", goods: scopeOf(goods!), unitMinor: minorOf(price!, currency), maxUnits: 1,
    base: "after_items", fromMinor: minorOf(from!, currency),
  })],
  [/^swap (\d+) for ([\d.]+)$/, ([units, pay], currency) =>
    ({ kind: "exchange", units: Number(units), payMinor: minorOf(pay!, currency) })],
  [/^(every )?(.+)$/, ([every, tiers], currency) => ({
    kind: "tiers", base: "after_items",
    tiers: tiers!.split(" / ").map((tier) => tierOf(tier.trim(), currency)),
    ...(every ? { every: true } : {}),
  })],
];

/** "100-20", "3pcs-10%", "-5", "200-10% max 50", "100 gift 2 cup worth 8", "59 delivery-5". */
function tierOf(text: string, currency: string): Tier {
  const [, from, pieces, rest] = /^(?:([\d.]+)(pcs)?)? ?(.*)$/.exec(text)!;
  const what = giveOf(rest!.trim(), currency);
  if (from === undefined) return { give: what };
  return pieces ? { fromCount: Number(from), give: what }
    : { fromMinor: minorOf(from, currency), give: what };
}

function giveOf(text: string, currency: string): Give {
  const percent = /^-([\d.]+)%(?: max ([\d.]+))?$/.exec(text);
  if (percent) {
    const capMinor = percent[2] ? minorOf(percent[2], currency) : null;
    return { kind: "percent", bps: bpsOf(percent[1]!), capMinor };
  }
  const amount = /^-([\d.]+)$/.exec(text);
  if (amount) return { kind: "amount", amountMinor: minorOf(amount[1]!, currency) };
  const delivery = /^(?:free delivery|delivery-([\d.]+))$/.exec(text);
  if (delivery) {
    return { kind: "delivery", capMinor: delivery[1] ? minorOf(delivery[1], currency) : null };
  }
  const gifts = text.split("&").map((gift) => {
    const found = /^gift (\d+) (\w+)(?: worth ([\d.]+))?$/.exec(gift.trim());
    if (!found) throw new Error(`no benefit: ${text}`);
    const valueMinor = found[3] ? minorOf(found[3], currency) : null;
    return { productId: null, label: found[2]!, quantity: Number(found[1]), valueMinor };
  });
  return { kind: "gifts", gifts };
}

function bpsOf(percent: string): number {
  return Math.round(Number(percent) * 100);
}

/** Names of the shelf, categories, `brand Yun`, `tag new`; several with " + ". */
function namedOf(text: string): Omit<Scope, "except"> {
  const names = text.split("+").map((name) => name.trim());
  const of = (word: string) => names.filter((name) => name.startsWith(`${word} `))
    .map((name) => name.slice(word.length + 1));
  const plain = names.filter((name) => !name.includes(" "));
  const products = plain.filter((name) => shelf[name] || name === "nothing");
  const lists = {
    products, categories: plain.filter((name) => !products.includes(name)),
    brands: of("brand"), tags: of("tag"),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function scopeOf(text: string): Scope {
  return text === "all" ? {} : namedOf(text);
}

type Option = (draft: Draft, groups: readonly string[], currency: string) => void;

function when(draft: Draft, more: Conditions): void {
  draft.when = { ...draft.when, ...more };
}

function benefit(draft: Draft, more: object): void {
  draft.benefit = { ...draft.benefit, ...more };
}

const bases: Readonly<Record<string, Base>> = {
  initial: "initial", items: "after_items", previous: "after_previous",
};

const options: readonly (readonly [RegExp, Option])[] = [
  [/^on (.+)$/, (draft, [names]) => { draft.scope = { ...draft.scope, ...scopeOf(names!) }; }],
  [/^except (.+)$/, (draft, [names]) => {
    draft.scope = { ...draft.scope, except: namedOf(names!) };
  }],
  [/^(never|always)$/, (draft, [word]) => { draft.joins = word as JoinRule; }],
  [/^only (.+)$/, (draft, [ids]) => { draft.joins = { only: ids!.split(" ") }; }],
  [/^groups? (.+)$/, (draft, [names]) => { draft.groups = names!.split(" "); }],
  [/^base (initial|items|previous)$/, (draft, [base]) => benefit(draft, { base: bases[base!] })],
  [/^percent of (initial|items|previous)$/, (draft, [base]) =>
    benefit(draft, { percentOf: bases[base!] })],
  [/^cap ([\d.]+)$/, (draft, [cap], currency) =>
    benefit(draft, { capMinor: minorOf(cap!, currency) })],
  [/^max (\d+)$/, (draft, [max]) => {
    const { kind } = draft.benefit;
    const key = kind === "each_off" || kind === "add_on" ? "maxUnits" : "maxTimes";
    benefit(draft, { [key]: Number(max) });
  }],
  [/^store (.+)$/, (draft, [ids]) => when(draft, { stores: ids!.split(" ") })],
  [/^channel (.+)$/, (draft, [ids]) => when(draft, { channels: ids!.split(" ") })],
  [/^segment (.+)$/, (draft, [ids]) => when(draft, { segments: ids!.split(" ") })],
  [/^first order$/, (draft) => when(draft, { firstOrder: true })],
  [/^weekdays ([\d ]+)$/, (draft, [days]) =>
    when(draft, { weekdays: days!.split(" ").map(Number) })],
  [/^hours (\d+)-(\d+)$/, (draft, [from, to]) =>
    when(draft, { hours: [{ from: Number(from) * 60, to: Number(to) * 60 }] })],
  [/^from day (-?\d+)$/, (draft, [days]) => when(draft, { fromMs: nowMs + Number(days) * dayMs })],
  [/^to day (-?\d+)$/, (draft, [days]) => when(draft, { toMs: nowMs + Number(days) * dayMs })],
  [/^paid by (.+)$/, (draft, [shares]) => {
    draft.payers = shares!.split("+").map((share) => {
      const [party, percent] = share.trim().split(" ");
      return { party: party as Party, bps: bpsOf(percent!) };
    });
  }],
  [/^since (\d+)$/, (draft, [since]) => { draft.sinceMs = Number(since); }],
  [/^per order (\d+)$/, (draft, [count]) => { draft.perOrder = Number(count); }],
  [/^automatic$/, (draft) => { draft.trigger = "automatic"; }],
  [/^voucher$/, (draft) => { draft.trigger = "voucher"; }],
];

/** An offer of a row; `index` is its age, the first is the oldest. */
export function readOffer(text: string, index: number, currency: string): ReadOffer {
  const [head, ...rest] = text.split(";").map((part) => part.trim());
  const found = /^(\w+) (\w+): (.+)$/.exec(head!);
  if (!found) throw new Error(`no offer: ${text}`);
  const [, offerId, category, what] = found;
  const draft: Draft = {
    offerId: offerId!, name: offerId!, category: category as Category, sinceMs: index + 1,
    trigger: category!.endsWith("_voucher") ? "voucher" : "automatic",
    scope: {}, when: {}, payers: [{ party: "store", bps: 10_000 }],
    benefit: first(benefits, what!, (read, groups) => read(groups, currency)),
  };
  let held = 1;
  let uses = 1;
  let end: number | null = null;
  for (const option of rest) {
    const [word, count] = option.split(" ");
    if (word === "held") held = Number(count);
    else if (word === "uses") uses = Number(count);
    else if (word === "expires") end = nowMs + Number(count) * dayMs;
    else first(options, option, (apply, groups) => apply(draft, groups, currency));
  }
  const vouchers = draft.trigger === "automatic" ? [] : Array.from({ length: held }, (_, n) => ({
    voucherId: `${offerId}-${n + 1}`, offerId: offerId!, usesLeft: uses, toMs: end,
  }));
  return { offer: draft, vouchers };
}

function first<Read, Result>(
  readers: readonly (readonly [RegExp, Read])[], text: string,
  use: (read: Read, groups: readonly string[]) => Result,
): Result {
  for (const [shape, read] of readers) {
    const found = shape.exec(text);
    if (found) return use(read, found.slice(1));
  }
  throw new Error(`not understood: ${text}`);
}
