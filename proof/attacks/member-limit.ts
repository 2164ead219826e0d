import type { Attack } from "../attack.ts";

const perMember = 2;
const tries = 6;

export const memberLimit: Attack = {
  name: "member-limit",
  zh: "每人限领 2 张，每人同时领 6 次",
  en: "2 for each member, each tries 6 times at once",
  async run({ brand, clients, random, members, shots }) {
    const terms = { perMember, totalStock: members };
    const offerId = await brand.offer(terms);
    const some = await brand.members(Math.ceil(members / 3));
    const plan = some.flatMap((member) =>
      Array.from({ length: tries }, (_, turn) =>
        shots.claim(member, offerId, { server: turn, together: random.chance(50) })));
    const told = await clients.volley(random.shuffled(plan)).all;
    return { offers: new Map([[offerId, terms]]), told };
  },
};
