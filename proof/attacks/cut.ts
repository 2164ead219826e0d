import { type Attack, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";
import { mostRepeats } from "../shot.ts";

const longestMs = 40;

export const cut: Attack = {
  name: "cut",
  zh: "答复到达前连接被切断，再用同一幂等键向另一台服务器重发",
  en: "cut before the answer arrives, repeated with the key at the other server",
  async run({ brand, clients, random, members, shots }) {
    const terms = { perMember: 2, totalStock: Math.ceil(members * 0.8) };
    const offerId = await brand.offer(terms);
    const all = await brand.members(members);
    const cutShort = () => (random.chance(75) ? { cutAfterMs: random.below(longestMs) } : {});
    const repeats = () => (random.chance(30) ? 0 : mostRepeats);
    const plan = all.flatMap((member) => [
      shots.claim(member, offerId, { together: random.chance(50), ...cutShort() }),
      shots.claim(member, offerId, { ...cutShort(), repeats: repeats() }),
    ]);
    const claims = await clients.volley(plan).all;
    const made = new Map(vouchersOf(claims).map((one) => [one.voucherId, one.memberId]));
    const scanned = await each([...made].slice(0, 150), ([voucherId, memberId]) =>
      brand.scan(all.find((one) => one.memberId === memberId)!, voucherId));
    const commits = scanned.map((one) =>
      shots.commit(one, offerId, { ...cutShort(), repeats: repeats() }));
    const told = [...claims, ...(await clients.volley(commits).all)];
    return { offers: new Map([[offerId, terms]]), told };
  },
};
