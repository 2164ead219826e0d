import { type Attack, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";

export const recallRace: Attack = {
  name: "recall-race",
  zh: "收回、领取、核销三方同时：收回的名额立刻被别人领",
  en: "recall against claim against redeem: what is recalled is claimed by others at once",
  async run({ brand, clients, random, members, shots }) {
    const totalStock = Math.ceil(members / 6);
    const terms = { totalStock, perMember: 1 };
    const offerId = await brand.offer(terms);
    const all = await brand.members(members);
    const byId = new Map(all.map((one) => [one.memberId, one]));
    const early = all.slice(0, totalStock).map((one) => shots.claim(one, offerId));
    const claims = await clients.volley(early).all;
    const held = vouchersOf(claims);
    const scanned = await each(held, ({ voucherId, memberId }) =>
      brand.scan(byId.get(memberId)!, voucherId));
    const plan = [
      ...held.flatMap(({ voucherId }) => [shots.recall(voucherId), shots.recall(voucherId)]),
      ...scanned.map((one) => shots.commit(one, offerId)),
      ...all.flatMap((one) => [shots.claim(one, offerId), shots.claim(one, offerId)]),
    ];
    const raced = await clients.volley(random.shuffled(plan)).all;
    return { offers: new Map([[offerId, terms]]), told: [...claims, ...raced] };
  },
};
