import type { Attack } from "../attack.ts";

export const erasure: Attack = {
  name: "erasure",
  zh: "会员注销与其领取同时进行：注销后不得留有可用的券",
  en: "a member erased while claiming: no usable voucher may be left behind",
  async run({ brand, clients, random, shots, short }) {
    const terms = { perMember: 3, totalStock: 10_000 };
    const offerId = await brand.offer(terms);
    const some = await brand.newMembers(short ? 16 : 120);
    const plan = some.flatMap((member) => {
      const claims = [0, 1, 2].map((turn) => shots.claim(member, offerId, { server: turn }));
      return random.shuffled([...claims, shots.erase(member, { repeats: 0 })]);
    });
    const told = await clients.volley(plan, 24).all;
    return { offers: new Map([[offerId, terms]]), told };
  },
};
