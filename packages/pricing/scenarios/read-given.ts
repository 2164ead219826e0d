// Who buys, where and when: "store s1, segment member, points 500 as 100=1.00, stored value 20,
// sunday, at 23:30, choose A B, first order, JPY, policy single, suggest cake 12".
import type { Facts, Moment, Options, PointsRule } from "../cart.ts";
import { type StackingPolicy, tradePolicy } from "../model.ts";
import { minorOf, readProduct } from "./read-goods.ts";

export const dayMs = 86_400_000;
/** Wednesday 17 June 2026, 12:00 in Shanghai: the eve of the 6.18 sale. */
export const nowMs = Date.UTC(2026, 5, 17, 4);

export interface Given {
  readonly currency: string;
  readonly facts: Facts;
  readonly now: Moment;
  readonly options: Options;
  readonly policy: StackingPolicy;
}

const weekdays = [
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
];

/** Policies other than the trade's that rows name. */
export const policies: Readonly<Record<string, StackingPolicy>> = {
  /** Only one offer applies to a cart, whatever it is. */
  single: {
    order: tradePolicy.order,
    apart: tradePolicy.order.flatMap((a, i) =>
      tradePolicy.order.slice(i).map((b) => ({ a, b, per: "cart" as const }))),
  },
  /** Everything stacks with everything. */
  all: { order: tradePolicy.order, apart: [] },
  /** The member's vouchers are subtracted before the shop's total-price promotions. */
  vouchers: {
    ...tradePolicy,
    order: ["price", "item", "category_voucher", "store_voucher", "subsidy_voucher", "order",
      "gift", "delivery"],
  },
  /** All of the trade's rule, and of group g one offer a line, not a cart. */
  lines: { ...tradePolicy, groups: [{ group: "g", per: "line" }] },
};

interface Draft {
  currency: string;
  facts: { -readonly [Key in keyof Facts]: Facts[Key] };
  now: { -readonly [Key in keyof Moment]: Moment[Key] };
  options: { -readonly [Key in keyof Options]: Options[Key] };
  policy: StackingPolicy;
}

type Reader = (draft: Draft, groups: readonly string[]) => void;

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^([A-Z]{3})$/, () => {}],
  [/^store (\S+)$/, (draft, [id]) => { draft.facts.storeId = id!; }],
  [/^channel (\S+)$/, (draft, [id]) => { draft.facts.channelId = id!; }],
  [/^segment (.+)$/, (draft, [ids]) => { draft.facts.segments = ids!.split(" "); }],
  [/^first order$/, (draft) => { draft.facts.firstOrder = true; }],
  [/^later order$/, (draft) => { draft.facts.firstOrder = false; }],
  [/^points (.+)$/, (draft, [text]) => { draft.facts.points = pointsOf(text!, draft.currency); }],
  [/^stored value ([\d.]+)$/, (draft, [amount]) => {
    draft.facts.storedValueMinor = minorOf(amount!, draft.currency);
  }],
  [/^at (\d+):(\d+)$/, (draft, [hour, minute]) => {
    const minuteOfDay = Number(hour) * 60 + Number(minute);
    draft.now.atMs += (minuteOfDay - draft.now.minuteOfDay) * 60_000;
    draft.now.minuteOfDay = minuteOfDay;
  }],
  [/^(\w+day)$/, (draft, [name]) => {
    const weekday = weekdays.indexOf(name!) + 1;
    draft.now.atMs += (weekday - draft.now.weekday) * dayMs;
    draft.now.weekday = weekday;
  }],
  [/^choose(?: (.+))?$/, (draft, [ids]) => { draft.options.choose = ids?.split(" ") ?? []; }],
  [/^policy (\S+)$/, (draft, [name]) => {
    const policy = policies[name!];
    if (!policy) throw new Error(`no policy: ${name}`);
    draft.policy = policy;
  }],
  [/^suggest (.+)$/, (draft, [goods]) => {
    draft.options.suggestions = [
      ...(draft.options.suggestions ?? []), readProduct(goods!, draft.currency),
    ];
  }],
  [/^ignore floors$/, (draft) => { draft.options.ignoreFloors = true; }],
  [/^explain all$/, (draft) => { draft.options.explainAll = true; }],
];

export function currencyOf(cells: readonly string[]): string {
  return cells.find((cell) => /^[A-Z]{3}$/.test(cell)) ?? "CNY";
}

export function readGiven(cells: readonly string[]): Given {
  const draft: Draft = {
    currency: currencyOf(cells), facts: {}, options: {}, policy: tradePolicy,
    now: { atMs: nowMs, weekday: 3, minuteOfDay: 720 },
  };
  for (const cell of cells) {
    const reader = readers.find(([shape]) => shape.test(cell));
    if (!reader) throw new Error(`not understood: ${cell}`);
    reader[1](draft, reader[0].exec(cell)!.slice(1));
  }
  return draft;
}

/** "500 as 100=1.00 use 200 cap 50% cap 20.00" */
function pointsOf(text: string, currency: string): PointsRule {
  const [, balance, points, minor] = /^(\d+) as (\d+)=([\d.]+)/.exec(text) ?? [];
  if (minor === undefined) throw new Error(`no points: ${text}`);
  const use = /use (\d+)/.exec(text)?.[1];
  const percent = /cap ([\d.]+)%/.exec(text)?.[1];
  const cap = /cap ([\d.]+)(?!\S)/.exec(text)?.[1];
  return {
    balance: Number(balance),
    step: { points: Number(points), minor: minorOf(minor, currency) },
    use: use === undefined ? "most" : Number(use),
    ...(percent === undefined ? {} : { capBps: Math.round(Number(percent) * 100) }),
    ...(cap === undefined ? {} : { capMinor: minorOf(cap, currency) }),
  };
}
