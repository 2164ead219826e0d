import type { Attack } from "../attack.ts";

export const stock: Attack = {
  name: "stock",
  zh: "库存有限，人数远多于库存，两台服务器同时领",
  en: "far more members than stock, at both servers at once",
  async run({ brand, clients, random, members, shots }) {
    const caps = [1, 7, Math.ceil(members / 12)];
    const offers = new Map();
    for (const totalStock of caps) {
      offers.set(await brand.offer({ totalStock, perMember: 1 }), { totalStock, perMember: 1 });
    }
    const all = await brand.members(members);
    const plan = [...offers.keys()].flatMap((offerId) =>
      all.map((member) => shots.claim(member, offerId, { together: random.chance(40) })));
    return { offers, told: await clients.volley(random.shuffled(plan)).all };
  },
};
