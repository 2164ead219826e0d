import { type Attack, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";

const usesTotal = 3;
const terminals = 10;

export const terminalsAtOnce: Attack = {
  name: "terminals",
  zh: "可用 3 次的券同时在 10 台终端核销，其中 4 台扫的是同一个码",
  en: "a voucher of 3 uses at 10 terminals at once, 4 of them with one code",
  async run({ brand, clients, random, members, shots, short }) {
    const terms = { usesTotal, perMember: 1 };
    const offerId = await brand.offer(terms);
    const some = await brand.members(Math.min(members, short ? 6 : 60));
    const claims = await clients.volley(some.map((one) => shots.claim(one, offerId))).all;
    const scanned = await each(vouchersOf(claims), async ({ voucherId, memberId }) => {
      const member = some.find((one) => one.memberId === memberId)!;
      const first = await brand.scan(member, voucherId);
      // Four terminals scan one code: each has a preview of its own for it.
      const same = await each([1, 2, 3], () => first.again());
      const others = await each(Array.from({ length: terminals - 4 }, (_, n) => n), () =>
        brand.scan(member, voucherId));
      return [first, ...same, ...others];
    }, 4);
    const plan = scanned.flat().map((one) =>
      shots.commit(one, offerId, { together: random.chance(70) }));
    const told = [...claims, ...(await clients.volley(random.shuffled(plan)).all)];
    return { offers: new Map([[offerId, terms]]), told };
  },
};
