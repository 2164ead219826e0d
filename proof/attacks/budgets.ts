import { randomUUID } from "node:crypto";
import { type Attack, type Field, redemptionsOf, type Terms, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";
import type { Shot } from "../shot.ts";

const usesTotal = 2;
const bills = [300, 700, 1_000, 5_000];
const counters = ["till-1", "till-2"];

const money = (of: "all" | "store" | "campaign", per: "ever" | "day", cap: number) =>
  ({ of, per, what: "money", cap }) as const;

/** One budget each, and all three on one offer; far less than what the vouchers could take. */
function termsOf(members: number): Terms[] {
  const most = members * usesTotal * 1_000;
  const part = (share: number) => Math.ceil(most * share);
  const redeem = [
    [money("all", "ever", part(0.3))],
    [money("store", "day", part(0.09)), { of: "counter", per: "day", what: "count", cap: members }],
    [money("campaign", "ever", part(0.25))],
    [
      money("campaign", "ever", part(0.2)), money("store", "ever", part(0.08)),
      money("all", "ever", part(0.22)), { of: "member", per: "day", what: "count", cap: 2 },
    ],
  ] as const;
  return redeem.map((rules) => ({
    usesTotal, perMember: 1, campaignId: randomUUID(), limits: { redeem: rules },
  }));
}

/** Commits of every use, at any of the stores, of any bill. */
async function ready({ brand, clients, random, shots, short, members }: Field) {
  const some = await brand.members(Math.min(members, short ? 6 : 40));
  const terms = termsOf(some.length);
  const offers = new Map<string, Terms>();
  for (const one of terms) offers.set(await brand.offer(one), one);
  const plan = [...offers.keys()].flatMap((id) => some.map((one) => shots.claim(one, id)));
  const claims = await clients.volley(plan).all;
  const byId = new Map(some.map((one) => [one.memberId, one]));
  const offerOf = new Map(claims.map((one) => [one.madeId, one.on.offerId!]));
  const uses = vouchersOf(claims)
    .flatMap((one) => Array.from({ length: usesTotal }, () => one))
    .map((one) => ({
      ...one,
      store: brand.stores[random.below(brand.stores.length)],
      till: {
        billMinor: bills[random.below(bills.length)]!,
        counter: counters[random.below(counters.length)]!,
      },
    }));
  const commits = await each(uses, async ({ voucherId, memberId, store, till }): Promise<Shot> => {
    const scanned = await brand.scan(byId.get(memberId)!, voucherId, store);
    return shots.commit(scanned, offerOf.get(voucherId)!, {}, till);
  });
  return { offers, claims, commits: random.shuffled(commits) };
}

export const budgets: Attack = {
  name: "budgets",
  zh: "优惠、门店、活动的金额预算：核销与撤销同时进行，最后撤销四分之三",
  en: "money budgets of offer, store and campaign: redeem against undo, in the end most undone",
  async run(field) {
    const { clients, random, shots } = field;
    const { offers, claims, commits } = await ready(field);
    const half = Math.ceil(commits.length / 2);
    const mixed = (one: Shot): Shot => ({ ...one, together: random.chance(60) });
    const first = await clients.volley(commits.slice(0, half).map(mixed)).all;
    const made = redemptionsOf(first);
    const raced = await clients.volley(random.shuffled([
      ...commits.slice(half),
      ...made.slice(0, Math.ceil(made.length / 2)).flatMap((one) =>
        [shots.undo(one), shots.undo(one)]),
    ]).map(mixed)).all;
    const told = [...claims, ...first, ...raced];
    const undone = new Set(told.flatMap(({ act, outcome, on }) =>
      act === "undo" && outcome === "accepted" ? [on.redemptionId] : []));
    const standing = redemptionsOf(told).filter((one) => !undone.has(one.redemptionId));
    const kept = standing.slice(0, Math.ceil(standing.length / 4));
    const back = await clients.volley(
      standing.slice(kept.length).map((one) => shots.undo(one)),
    ).all;
    const spent = told.filter(({ act, outcome }) => act === "commit" && outcome === "accepted")
      .reduce((sum, { on }) => sum + (on.amountMinor ?? 0), 0);
    const note = `花出 spent ${spent / 100} · 撤销 undone ${undone.size + back.length}`
      + ` · 留下 kept ${kept.length}`;
    return { offers, told: [...told, ...back], notes: [note] };
  },
};
