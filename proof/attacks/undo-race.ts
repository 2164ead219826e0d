import { type Attack, redemptionsOf, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";

const usesTotal = 3;
const terminals = 6;

export const undoRace: Attack = {
  name: "undo-race",
  zh: "可用 3 次的券：3 次撤销（各撤两次）与 6 台终端的核销同时进行",
  en: "a voucher of 3 uses: 3 undos, each tried twice, against 6 terminals that redeem it",
  async run({ brand, clients, random, members, shots, short }) {
    const terms = { usesTotal, perMember: 1 };
    const offerId = await brand.offer(terms);
    const some = await brand.members(Math.min(members, short ? 5 : 70));
    const byId = new Map(some.map((one) => [one.memberId, one]));
    const claims = await clients.volley(some.map((one) => shots.claim(one, offerId))).all;
    const held = vouchersOf(claims);
    const scan = (times: number) => each(held, ({ voucherId, memberId }) =>
      each(Array.from({ length: times }, (_, n) => n), () =>
        brand.scan(byId.get(memberId)!, voucherId)), 4);
    const later = (await scan(terminals)).flat();
    const first = (await scan(usesTotal)).flat().map((one) => shots.commit(one, offerId));
    const used = await clients.volley(first).all;
    const plan = [
      ...redemptionsOf(used).flatMap((one) => [shots.undo(one), shots.undo(one)]),
      ...later.map((one) => shots.commit(one, offerId)),
    ].map((one) => ({ ...one, together: random.chance(60) }));
    const raced = await clients.volley(random.shuffled(plan)).all;
    return { offers: new Map([[offerId, terms]]), told: [...claims, ...used, ...raced] };
  },
};
