import { ask } from "../../bench/demo-brand.ts";
import { type Attack, type Field, vouchersOf } from "../attack.ts";
import { acceptedOf, asOwner, bulkShots, strangeRefusals } from "../bulk.ts";
import { each, type Member } from "../brand.ts";
import type { Told } from "../shot.ts";

interface Row {
  readonly id: string;
  readonly given: boolean;
  readonly used: number;
  readonly children: number;
  readonly left: number;
}

/** Where each voucher ended, against what the clients were told. */
async function checkFates(field: Field, offerId: string, told: readonly Told[]) {
  const faults: string[] = [];
  const tally = { given: 0, back: 0 };
  const accepts = acceptedOf(told, "accept");
  const backs = acceptedOf(told, "take_back");
  const commits = acceptedOf(told, "commit");
  await asOwner<Row>(field, async (query) => {
    const rows = await query(
      `select v.voucher_id as id, v.given_at is not null as given, v.uses_left as left,
         (select count(*)::int from redemption.redemptions r where r.right_id = v.voucher_id
           and r.undone_at is null) as used,
         (select count(*)::int from wallet.vouchers c where c.gift_of = v.voucher_id) as children
       from wallet.vouchers v where v.offer_id = $1 and v.gift_of is null`, [offerId]);
    for (const { id, given, used, children, left } of rows) {
      const friends = new Set((accepts.get(id) ?? []).map((one) => one.on.memberId));
      if (friends.size > 1) faults.push(`${id} was given to ${friends.size} friends`);
      if (friends.size === 1 && !given) faults.push(`${id}: its gift is lost`);
      if (Number(given) !== children) faults.push(`${id}: ${children} vouchers came of its gift`);
      if (given && used > 0) faults.push(`${id} was given and used`);
      if (!given && used + left !== 1) faults.push(`${id}: ${used} used, ${left} left`);
      if (backs.has(id) && given) faults.push(`${id} was taken back and given`);
      if (commits.has(id) && used !== 1) faults.push(`${id}: its redemption is lost`);
      tally[given ? "given" : "back"] += 1;
    }
  });
  return { faults, tally };
}

async function giveAll(field: Field, offerId: string, givers: readonly Member[]) {
  const { brand, clients, servers, shots } = field;
  const claims = await clients.volley(givers.map((one) => shots.claim(one, offerId))).all;
  const byId = new Map(givers.map((one) => [one.memberId, one]));
  return each(vouchersOf(claims), async ({ voucherId, memberId }) => {
    const giver = byId.get(memberId)!;
    // Scanned before it is given: the counter's preview stays good for minutes.
    const scanned = await brand.scan(giver, voucherId);
    const url = `${servers.urls[0]}${brand.shop}/wallet/${voucherId}/gift`;
    const { token } = await ask<{ token: string }>("POST", url, undefined, giver.headers);
    return { voucherId, giver, token, scanned };
  });
}

export const gift: Attack = {
  name: "gift",
  zh: "转赠：三位朋友同时领取，同时取回，同时核销：只有一个结果",
  en: "a gift accepted by three friends, taken back and redeemed at once: one outcome",
  async run(field) {
    const { brand, clients, random, servers, short } = field;
    const count = short ? 8 : 80;
    const offerId = await brand.offer({ giftTimes: 1, perMember: 100 });
    const all = await brand.members(Math.max(count, 12));
    const gifts = await giveAll(field, offerId, all.slice(0, count));
    const shot = bulkShots("gift", servers.urls.length);
    const plan = gifts.flatMap(({ voucherId, giver, token, scanned }, at) => {
      const friends = [1, 2, 3].map((step) => all[(at + step) % all.length]!);
      const accepts = friends.filter((one) => one !== giver).map(({ headers, memberId }) =>
        shot("accept", { voucherId, memberId }, {
          method: "POST", headers, path: `${brand.shop}/gifts/accept`, body: { token },
        }));
      return [
        ...accepts,
        shot("take_back", { voucherId }, {
          method: "POST", headers: giver.headers,
          path: `${brand.shop}/wallet/${voucherId}/gift/take-back`,
        }),
        shot("commit", { voucherId }, {
          method: "POST", headers: brand.headers, path: `${brand.api}/redemptions/commit`,
          body: { prepareToken: scanned.prepareToken, billMinor: 5_000 },
        }),
      ];
    });
    const told = await clients.volley(random.shuffled(plan)).all;
    const { faults, tally } = await checkFates(field, offerId, told);
    const known = ["gift_over", "voucher_gift_open", "voucher_given", "voucher_used"];
    return {
      offers: new Map(),
      told,
      checkedHere: true,
      faults: [...faults, ...strangeRefusals(told, known)],
      notes: [`已送出 given ${tally.given}，已取回 taken back ${tally.back}`],
    };
  },
};
