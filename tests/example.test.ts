import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createAccountFor, createBrand } from "#modules/organisation/index.ts";
import { chainBrand, grocerBrand } from "../examples/brands.ts";
import { buildChain } from "../examples/chain/build-chain.ts";
import { checkNearby } from "../examples/chain/check-nearby.ts";
import { neutralName, readStores, type SourceStore } from "../examples/chain/read-stores.ts";
import { buildGrocer } from "../examples/grocer/build-grocer.ts";
import { differences } from "../examples/grocer/differences.ts";
import { type History, readHistory } from "../examples/grocer/history.ts";
import { printLoop } from "../examples/grocer/print-loop.ts";
import { repeatedUses, totalsOf } from "../examples/grocer/totals.ts";
import { openKeyring } from "../examples/keyring.ts";
import type { Partner } from "../examples/partner.ts";
import { openPartners } from "../examples/partners.ts";
import type { Screen } from "../examples/screen.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";

const silent: Screen = {
  say: () => undefined,
  print: () => undefined,
  step: () => ({ tick: () => undefined, done: () => undefined }),
};

/** The app itself as a `fetch`: no port, the same bytes. */
function fetchOf({ fastify }: TestApp): typeof fetch {
  return async (url, init) => {
    const { pathname, search } = new URL(String(url));
    const answer = await fastify.inject({
      method: (init?.method ?? "GET") as "GET",
      url: pathname + search,
      headers: (init?.headers ?? {}) as Record<string, string>,
      ...(init?.body ? { payload: init.body as string } : {}),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of [value].flat()) headers.append(name, String(one));
    }
    const empty = answer.statusCode === 204;
    return new Response(empty ? null : answer.body, { status: answer.statusCode, headers });
  };
}

/** Answers like a server that died after so many requests. */
function endingAfter(requests: number, send: typeof fetch): typeof fetch {
  let left = requests;
  return async (url, init) => {
    if (left-- > 0) return send(url, init);
    const problem = { code: "internal_error", title: "gone", status: 500 };
    return new Response(JSON.stringify(problem), {
      status: 500,
      headers: { "content-type": "application/problem+json" },
    });
  };
}

const wanted = ["13", "18"];
const redemptionsEach = 20;
const productsEach = 40;

/** Two campaigns with some redemptions, among them coupons that were used twice. */
function sliceOf(all: History): History {
  const uses = Map.groupBy(all.redemptions, (row) => `${row.household}|${row.offer}`);
  const often = new Set([...uses].filter(([, rows]) => rows.length > 1).map(([key]) => key));
  const redemptions = wanted.flatMap((campaign) => {
    const rows = all.redemptions.filter((row) => row.campaign === campaign);
    const repeated = rows.filter((row) => often.has(`${row.household}|${row.offer}`)).slice(0, 6);
    return [...new Set([...repeated, ...rows.slice(0, redemptionsEach)])];
  });
  const used = new Set(redemptions.map((row) => row.offer));
  const missing = new Set(all.unknownProducts);
  const offers = all.offers.flatMap((offer) => {
    if (!used.has(offer.code)) return [];
    const [unknown, known] = [true, false].map((is) =>
      offer.products.filter((code) => missing.has(code) === is),
    );
    return [{ ...offer, products: [...(unknown ?? []), ...(known ?? []).slice(0, productsEach)] }];
  });
  const named = new Set(offers.flatMap((offer) => offer.products));
  const redeemed = new Set(redemptions.map((row) => `${row.campaign}:${row.household}`));
  const perCampaign = Map.groupBy(all.reached, (row) => row.campaign);
  return {
    ...all,
    campaigns: all.campaigns.filter((campaign) => wanted.includes(campaign.code)),
    products: all.products.filter((product) => named.has(product.code)),
    offers,
    redemptions,
    reached: wanted.flatMap((campaign) =>
      (perCampaign.get(campaign) ?? []).filter(
        (row, n) => n % 5 === 0 || redeemed.has(`${campaign}:${row.household}`),
      ),
    ),
    unknownProducts: all.unknownProducts.filter((code) => named.has(code)),
  };
}

let app: TestApp;
let keyFolder: string;
let stores: SourceStore[];
let whole: History;
let history: History;
const owner = { email: "owner@example.test", password: "pw-example-owner" };

before(async () => {
  app = await startTestApp();
  await app.flow.start();
  keyFolder = await mkdtemp(path.join(tmpdir(), "bihuan-example-"));
  stores = (await readStores()).stores;
  whole = await readHistory();
  history = sliceOf(whole);
  const accountId = await createAccountFor(owner.email, owner.password, "Owner");
  const names = { name: "自有", nameEn: "Own", ownerName: "Owner" };
  const place = { timeZone: "Asia/Shanghai", currency: "CNY", sample: false };
  await createBrand({ accountId, key: "own", ...names, ...place });
});

after(async () => {
  await app.close();
  await rm(keyFolder, { recursive: true, force: true });
});

async function partners(send: typeof fetch = fetchOf(app)): Promise<[Partner, Partner]> {
  const [chain, grocer] = await openPartners([chainBrand, grocerBrand], {
    baseUrl: "http://bihuan.test",
    fetch: send,
    keyring: openKeyring(path.join(keyFolder, "keys.json"), "http://bihuan.test"),
    owner,
  });
  assert.ok(chain && grocer);
  return [chain, grocer];
}

/** Rows of every table, but the throttle's, which forgets by itself. */
async function rowCounts(): Promise<Record<string, number>> {
  const pool = app.databases.ownerPool;
  const { rows } = await pool.query<{ name: string }>(
    "select schemaname || '.' || relname as name from pg_stat_user_tables order by 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows.filter((row) => row.name !== "platform.throttle")) {
    const found = await pool.query(`select count(*)::int as n from ${name}`);
    counts[name] = found.rows[0].n;
  }
  return counts;
}

test("the files say what is known of them", () => {
  const { reached, reachedRedeemed, redemptions, redeemers, offersRedeemed } = totalsOf(whole);
  assert.deepEqual(
    [reached, reachedRedeemed, redemptions, redeemers, offersRedeemed],
    [6_589, 792, 2_102, 410, 557],
  );
  assert.deepEqual(["18", "13"].map((code) => totalsOf(whole, code).redemptions), [653, 629]);
  assert.deepEqual(repeatedUses(whole), { uses: 27, households: 22 });
  assert.deepEqual([whole.offers.length, whole.products.length], [1_197, 92_331]);
  assert.equal(Math.max(...whole.offers.map((offer) => offer.products.length)), 14_477);
  assert.equal(whole.unknownProducts.length, 6);
  assert.deepEqual(whole.problems, []);
});

test("the chain's own name is in no store", () => {
  assert.equal(stores.length, 7_209);
  const texts = stores.map((store) => `${store.name} ${store.address}`);
  assert.deepEqual(texts.filter((text) => /starbucks|星巴克/i.test(text)), []);
  assert.ok(texts.some((text) => text.includes(neutralName)));
});

test("stores arrive once, and the nearest are those of brute force", async () => {
  const [chain] = await partners();
  const some = stores.slice(0, 200);
  const first = await buildChain(chain, some, silent);
  assert.deepEqual([first.stores.added, first.stores.problemCount], [200, 0]);
  assert.deepEqual(await checkNearby(chain, some, 40, silent), []);
  await app.settle();
  const counts = await rowCounts();
  const [same] = await partners();
  const second = await buildChain(same, some, silent);
  assert.deepEqual([second.unitsAdded, second.stores.unchanged], [0, 200]);
  await app.settle();
  assert.deepEqual(await rowCounts(), counts);
});

test("a history that was cut off goes on, and its report equals the files", async () => {
  const [, cut] = await partners(endingAfter(110, fetchOf(app)));
  await assert.rejects(buildGrocer(cut, history, silent), /gone/);
  const [, grocer] = await partners();
  const { loop, campaigns } = await buildGrocer(grocer, history, silent);
  assert.deepEqual(differences(loop, history, campaigns), []);
  assert.ok(repeatedUses(history).uses > 0);
  assert.ok(history.unknownProducts.length > 0);
  const lines: string[] = [];
  printLoop(loop, history, campaigns, "USD", { ...silent, print: (line) => lines.push(line) });
  assert.match(lines.join("\n"), /Type A · 18 .*未知 unknown/);
});

test("a second run adds no row and no event, and a difference would be told", async () => {
  await app.settle();
  const counts = await rowCounts();
  const [, grocer] = await partners();
  const { loop, campaigns, products } = await buildGrocer(grocer, history, silent);
  assert.deepEqual(differences(loop, history, campaigns), []);
  assert.deepEqual([products.added, products.changed], [0, 0]);
  await app.settle();
  assert.deepEqual(await rowCounts(), counts);
  const less = { ...history, redemptions: history.redemptions.slice(1) };
  const found = differences(loop, less, campaigns);
  assert.ok(found.some((line) => line.startsWith("total redemptions:")), found.join("\n"));
});
