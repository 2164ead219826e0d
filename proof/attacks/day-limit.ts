import type { Attack } from "../attack.ts";

const tries = 5;
const perDay = 2;
const perWeek = 3;

// The last of May 2026 is a Sunday: at its midnight day, week and month end together, at the one
// before only a day.
const days = ["2026-05-31", "2026-06-01"];

const midnightOf = (day: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;

export const dayLimit: Attack = {
  name: "day-limit",
  zh: "每人每天 2 张、每周 3 张、每天合计若干：现在领，也由合作方在品牌午夜前后一瞬同时代领",
  en: "2 a day, 3 a week and a day's total: claimed now, and by a partner around a past midnight",
  async run({ brand, clients, random, members, shots }) {
    const some = await brand.members(Math.min(members, Math.max(8, Math.ceil(members / 3))));
    const count = (of: "member" | "all", per: "day" | "week" | "month", cap: number) =>
      ({ of, per, what: "count", cap }) as const;
    const terms = {
      limits: {
        claim: [
          count("member", "day", perDay), count("member", "week", perWeek),
          count("all", "day", Math.ceil(some.length * 1.5)),
          count("all", "month", Math.ceil(some.length * 2.5)),
        ],
      },
    };
    const offerId = await brand.offer(terms);
    const moments = days.map((day) => midnightOf(day, brand.timeZone))
      .flatMap((midnight) => [midnight - 1, midnight]);
    const plan = some.flatMap((member) => [
      ...Array.from({ length: tries }, (_, server) =>
        shots.claim(member, offerId, { server, together: random.chance(50) })),
      ...moments.flatMap((at) => [0, 1].map((server) =>
        shots.issue(member.memberId, offerId, at, { server, together: random.chance(50) }))),
    ]);
    const told = await clients.volley(random.shuffled(plan)).all;
    return { offers: new Map([[offerId, terms]]), told };
  },
};
