import { type Attack, vouchersOf } from "../attack.ts";
import { each } from "../brand.ts";

const sockets = 8;

export const sameKey: Attack = {
  name: "same-key",
  zh: "同一请求（同一幂等键）从 8 个连接、两台服务器同时发出",
  en: "one request with one key from 8 sockets at both servers in the same instant",
  async run({ brand, clients, members, shots, short }) {
    // Each limit is filled by the one claim itself: its copies must not be told that it is full.
    const some = await brand.members(Math.min(members, short ? 8 : 60));
    const terms = { perMember: 1, totalStock: some.length };
    const offerId = await brand.offer(terms);
    const same = { copies: sockets, together: true };
    const claims = await clients.volley(some.map((one) => shots.claim(one, offerId, same))).all;
    const made = new Map(vouchersOf(claims).map((one) => [one.voucherId, one.memberId]));
    const scanned = await each([...made], ([voucherId, memberId]) =>
      brand.scan(some.find((one) => one.memberId === memberId)!, voucherId));
    const commits = scanned.map((one) => shots.commit(one, offerId, same));
    const told = [...claims, ...(await clients.volley(commits).all)];
    return { offers: new Map([[offerId, terms]]), told };
  },
};
