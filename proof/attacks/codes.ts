import { setTimeout as sleep } from "node:timers/promises";
import type { Attack, Field } from "../attack.ts";
import { acceptedOf, asOwner, bulkOf, bulkShots, strangeRefusals } from "../bulk.ts";
import { each } from "../brand.ts";

/** Servers are killed in turn while a batch is being made; answers what the tables say then. */
async function killWhileMaking(field: Field, offerId: string, count: number): Promise<string[]> {
  const { servers, short } = field;
  const bulk = bulkOf(field);
  const faults: string[] = [];
  const batchId = await bulk.start(offerId, count);
  for (const place of short ? [] : [0, 1, 0]) {
    await sleep(900);
    await servers.kill(place);
    await servers.start(place);
  }
  await bulk.until(offerId, batchId, ({ state }) => state === "ready");
  interface Row {
    readonly rows: number;
    readonly codes: number;
    readonly last: number;
    readonly used: number;
  }
  await asOwner<Row>(field, async (query) => {
    const [row] = await query(
      `select count(*)::int as rows, count(distinct code_hmac)::int as codes,
         max(number)::int as last, (select used::int from limits.counters
           where key = 'offer:' || $2 || ':stock') as used
       from wallet.codes where batch_id = $1`, [batchId, offerId]);
    for (const [what, found] of Object.entries(row!)) {
      if (found !== count) faults.push(`${what} of the batch: ${found} instead of ${count}`);
    }
  });
  return faults;
}

interface Fate {
  readonly voucher_id: string;
  readonly uses_left: number;
  readonly redemptions: number;
}

/** Each code at several terminals and typed by members, all at once. */
async function manyTerminals(field: Field, offerId: string, count: number) {
  const { brand, clients, random, servers } = field;
  const bulk = bulkOf(field);
  const batchId = await bulk.start(offerId, count);
  await bulk.until(offerId, batchId, ({ state }) => state === "ready");
  const shot = bulkShots("codes", servers.urls.length);
  const members = await brand.members(Math.min(count, 40));
  const lots = await each(await bulk.codes(batchId), async (code, at) => {
    const scans = [await bulk.prepare(code, 0), await bulk.prepare(code, 1)];
    const { voucherId } = scans[0]!;
    const commits = [...scans, ...scans].map(({ token }, turn) =>
      shot("commit", { voucherId }, {
        method: "POST", headers: brand.headers, path: `${brand.api}/redemptions/commit`,
        body: { prepareToken: token, billMinor: 5_000, deviceId: `t${turn}` },
      }));
    const [one, two] = [members[at % members.length]!, members[(at + 1) % members.length]!];
    const binds = at % 2 === 0 ? [] : [one, two].map(({ headers, memberId }) =>
      shot("bind", { voucherId, memberId }, {
        method: "POST", headers, path: `${brand.shop}/codes`, body: { code },
      }));
    return [...commits, ...binds];
  });
  const told = await clients.volley(random.shuffled(lots.flat())).all;
  const faults: string[] = [];
  await asOwner<Fate>(field, async (query) => {
    const rows = await query(
      `select v.voucher_id, v.uses_left, (select count(*)::int from redemption.redemptions r
         where r.right_id = v.voucher_id and r.undone_at is null) as redemptions
       from wallet.vouchers v where v.offer_id = $1`, [offerId]);
    const fates = new Map(rows.map((row) => [row.voucher_id, row]));
    // The same preview that commits twice is answered its first redemption: one is one.
    for (const [voucherId, lot] of acceptedOf(told, "commit")) {
      const made = new Set(lot.map((one) => one.madeId));
      if (made.size > 1) faults.push(`${voucherId} was redeemed ${made.size} times`);
      if (fates.get(voucherId)?.redemptions !== 1) faults.push(`${voucherId}: redemption lost`);
    }
    for (const [voucherId, lot] of acceptedOf(told, "bind")) {
      const owners = new Set(lot.map((one) => one.on.memberId));
      if (owners.size > 1) faults.push(`${voucherId} is in ${owners.size} wallets`);
    }
    for (const { voucher_id: id, uses_left: left, redemptions } of rows) {
      if (redemptions + left !== 1) faults.push(`${id}: ${redemptions} used, ${left} left`);
    }
  });
  return { told, faults };
}

export const codes: Attack = {
  name: "codes",
  zh: "批量生成途中服务器被杀死；同一券码同时在多台终端核销并被会员兑换",
  en: "servers killed while codes are made; one code at several terminals and typed by members",
  async run(field) {
    const { short } = field;
    const count = short ? 5_000 : 600_000;
    const offerId = await field.brand.offer({ bearer: true, totalStock: count });
    const broken = await killWhileMaking(field, offerId, count);
    const second = await field.brand.offer({ bearer: true });
    const { told, faults } = await manyTerminals(field, second, short ? 10 : 60);
    const known = ["voucher_used", "code_not_usable", "too_many_tries", "code_in_wallet"];
    return {
      offers: new Map(),
      told,
      checkedHere: true,
      faults: [...broken, ...faults, ...strangeRefusals(told, known)],
      notes: [`${count} 个券码，不多不少不重复 / codes, none missing, none twice`],
    };
  },
};
