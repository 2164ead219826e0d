import type { Attack, Terms } from "../attack.ts";

export const lastByte: Attack = {
  name: "last-byte",
  zh: "所有人的请求只差最后一个字节，再在同一瞬间放出，抢 1 份库存和每日 3 份",
  en: "everybody's request but its last byte, all of those let go at once: 1 in stock, 3 a day",
  async run({ brand, clients, members, shots }) {
    const one = { totalStock: 1, perMember: 1 };
    const daily = {
      limits: { claim: [{ of: "all", per: "day", what: "count", cap: 3 } as const] },
    };
    const offers = new Map<string, Terms>([
      [await brand.offer(one), one], [await brand.offer(daily), daily],
    ]);
    const all = await brand.members(members);
    const plan = [...offers.keys()].flatMap((offerId) =>
      all.map((member, turn) => shots.claim(member, offerId, { server: turn, together: true })));
    return { offers, told: await clients.volley(plan).all };
  },
};
