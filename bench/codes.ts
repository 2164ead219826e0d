import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { rootUnit } from "../modules/organisation/index.ts";
import { createOffer, publishOffer } from "../modules/promotions/index.ts";
import { startCodeBatch } from "../modules/wallet/index.ts";
import { inBrand } from "../platform/db/driver.ts";
import { newId } from "../platform/ids.ts";
import { median, type Result, resultOf } from "./report.ts";
import { type Stand, stand } from "./stand.ts";

const defaultCodes = 300_000;
const rounds = 3;
const perStatement = 10_000;
const perTransaction = 100_000;
const slabBytes = 36;

async function benchOffer(own: Stand): Promise<string> {
  const offerId = await own.run(async (ctx) => {
    const unitId = await rootUnit(ctx);
    return createOffer(ctx, {
      unitId, stores: { unitId }, title: "券码", bearer: true,
      benefit: { kind: "amount_off", amountMinor: 1_000 },
      payers: [{ party: "group", bps: 10_000 }], validity: { kind: "days", days: 30 },
    });
  });
  await own.run((ctx) => publishOffer(ctx, offerId));
  return offerId;
}

/** Rows of the same columns and indexes, and nothing else: no row security, stock or journal. */
async function makeBareTable({ databases }: Stand): Promise<void> {
  await databases.ownerPool.query(`create schema bench;
    create table bench.codes (like wallet.codes including all);
    grant usage on schema bench to bihuan_app;
    grant insert on bench.codes to bihuan_app`);
}

async function bare(own: Stand, count: number): Promise<number> {
  await own.databases.ownerPool.query("truncate bench.codes");
  const batchId = newId();
  const from = performance.now();
  for (let start = 1; start <= count; start += perTransaction) {
    const end = Math.min(count, start + perTransaction - 1);
    await inBrand(own.databases.app, own.brandId, async (tx) => {
      for (let first = start; first <= end; first += perStatement) {
        const some = Math.min(perStatement, end - first + 1);
        await sql`
          insert into bench.codes (brand_id, batch_id, number, code_hmac, last4)
          select ${own.brandId}::uuid, ${batchId}::uuid, ${first}::int + g,
            substring(s.bytes from g * ${slabBytes}::int + 1 for 32), '0000'
          from (select ${randomBytes(some * slabBytes)}::bytea as bytes) s,
            generate_series(0, ${some - 1}::int) g`.execute(tx);
      }
    });
  }
  return (count / (performance.now() - from)) * 1000;
}

async function ours(own: Stand, offerId: string, count: number): Promise<number> {
  await own.databases.ownerPool.query("truncate wallet.codes, wallet.code_batches cascade");
  const from = performance.now();
  const batchId = await own.run(async (ctx) => {
    const ownerUnitId = await rootUnit(ctx);
    const usableTo = ctx.now.add({ hours: 24 });
    return startCodeBatch(ctx, {
      offerId, offerVersion: 1, ownerUnitId, name: "bench", campaignId: null,
      stockKey: `offer:${offerId}:stock`, usableTo,
    }, count);
  });
  await own.job("wallet.make_codes", { batchId });
  return (count / (performance.now() - from)) * 1000;
}

async function check(own: Stand, count: number): Promise<string> {
  const { rows } = await own.databases.ownerPool.query(
    `select count(*)::int as count, max(number) as last,
       (select state from wallet.code_batches) as state from wallet.codes`,
  );
  const { count: found, last, state } = rows[0];
  if (found !== count || last !== count || state !== "ready") {
    throw new Error(`${found} codes of ${count}, the last is ${last}, the batch is ${state}`);
  }
  return `${count} codes, each once, batch ready`;
}

/** Codes in bulk beside the bare insert of the same rows, in turns; memory at its highest. */
export async function codes(options: { readonly codes?: string | undefined }): Promise<Result[]> {
  const count = Number(options.codes ?? defaultCodes);
  const turns = count > 1_000_000 ? 1 : rounds;
  const own = await stand();
  try {
    const offerId = await benchOffer(own);
    await makeBareTable(own);
    await ours(own, offerId, 20_000);
    await bare(own, 20_000);
    const runs: number[] = [];
    const floors: number[] = [];
    let correct = "";
    for (let round = 0; round < turns; round++) {
      floors.push(await bare(own, count));
      runs.push(await ours(own, offerId, count));
      correct = await check(own, count);
    }
    const floor = { name: `bare insert (${Math.round(median(floors))}/s)`, value: median(floors) };
    const highest = process.resourceUsage().maxRSS / 1024;
    return [
      resultOf({ bench: "codes", unit: "codes/s", runs, floor, atLeastRatio: 0.8, correct }),
      resultOf({ bench: "codes-memory", unit: "MB", runs: [highest], atMost: 400,
        correct: "highest of this process, with a whole server in it" }),
    ];
  } finally {
    await own.close();
  }
}
