import type { Attack, Field } from "../attack.ts";
import { acceptedOf, asOwner, bulkOf, bulkShots, strangeRefusals } from "../bulk.ts";
import { each } from "../brand.ts";

interface Row {
  readonly id: string;
  readonly recalled: boolean;
  readonly used: number;
}

/** Each code ended in one of two ways, and what the stock counts are those that were used. */
async function checkFates(field: Field, offerId: string, batchId: string, accepted: Set<string>) {
  const faults: string[] = [];
  let used = 0;
  await asOwner<Row & { count: number }>(field, async (query) => {
    const rows = await query(
      `select coalesce(v.voucher_id::text, c.number::text) as id,
         coalesce(v.recalled_at, c.recalled_at) is not null as recalled,
         (select count(*)::int from redemption.redemptions r where r.right_id = v.voucher_id
           and r.undone_at is null) as used
       from wallet.codes c left join wallet.vouchers v on c.opened_at is not null
         and v.voucher_id = (left(c.batch_id::text, 30) || lpad(to_hex(c.number), 6, '0'))::uuid
       where c.batch_id = $1`, [batchId]);
    for (const row of rows) {
      if (row.used + Number(row.recalled) !== 1) {
        faults.push(`${row.id}: used ${row.used}, recalled ${row.recalled}`);
      }
      if (row.used > 0) used += 1;
      else if (accepted.has(row.id)) faults.push(`${row.id}: its redemption is lost`);
    }
    const [stock] = await query(
      "select used::int as count from limits.counters where key = $1", [`offer:${offerId}:stock`]);
    if (stock?.count !== used) faults.push(`the stock counts ${stock?.count}, ${used} are used`);
  });
  return { faults, used };
}

export const batchRecall: Attack = {
  name: "batch-recall",
  zh: "整批收回与核销同时进行，途中服务器被杀死：每个券码要么已核销，要么已收回",
  en: "a batch recalled while its codes are redeemed and a server is killed: one or the other",
  async run(field) {
    const { brand, clients, random, servers, short } = field;
    const count = short ? 24 : 240;
    const offerId = await brand.offer({ bearer: true, totalStock: count });
    const bulk = bulkOf(field);
    const batchId = await bulk.start(offerId, count);
    await bulk.until(offerId, batchId, ({ state }) => state === "ready");
    const shot = bulkShots("batch-recall", servers.urls.length);
    const plan = await each(await bulk.codes(batchId), async (code, at) => {
      const { token, voucherId } = await bulk.prepare(code, at);
      return shot("commit", { voucherId }, {
        method: "POST", headers: brand.headers, path: `${brand.api}/redemptions/commit`,
        body: { prepareToken: token, billMinor: 5_000 },
      });
    });
    const flight = clients.volley(random.shuffled(plan), 4);
    await flight.after(Math.ceil(count / 4));
    await bulk.recall(batchId);
    if (!short) {
      await servers.kill(0);
      await servers.start(0);
    }
    const told = await flight.all;
    await bulk.until(offerId, batchId, ({ state }) => state === "recalled");
    const accepted = new Set(acceptedOf(told, "commit").keys());
    const { faults, used } = await checkFates(field, offerId, batchId, accepted);
    return {
      offers: new Map(),
      told,
      checkedHere: true,
      faults: [...faults, ...strangeRefusals(told, ["voucher_recalled"])],
      notes: [`已核销 redeemed ${used}，已收回 recalled ${count - used}`],
    };
  },
};
