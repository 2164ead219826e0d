import {
  ask, benchOffer, demo, type Headers, signInMember, signInOwner,
} from "./demo-brand.ts";
import { type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

const vouchers = 200;
const members = 10;
/** A busy hour of a large chain: many counters, one each 50 ms. */
const everyMs = 50;

interface Shown {
  readonly link: string;
}

async function showOne(url: string, member: Headers, offerId: string): Promise<string> {
  const shop = `${url}/${demo.brand}/api`;
  const { voucherId } = await ask<{ voucherId: string }>(
    "POST",
    `${shop}/offers/${offerId}/claim`,
    {},
    member,
  );
  const right = `${shop}/rights/voucher/${voucherId}/show`;
  return (await ask<Shown>("POST", right, undefined, member)).link;
}

async function redeemOne(url: string, owner: Headers, code: string, storeId: string) {
  const counter = `${url}/api/${demo.brand}/redemptions`;
  const from = performance.now();
  const { prepareToken } = await ask<{ prepareToken: string }>(
    "POST",
    `${counter}/prepare`,
    { code, storeId },
    owner,
  );
  const prepared = performance.now();
  const body = { prepareToken, billMinor: 4_200 };
  const done = await ask<{ discountMinor: number }>("POST", `${counter}/commit`, body, owner);
  if (done.discountMinor !== 800) throw new Error(`a discount of ${done.discountMinor}`);
  return { prepareMs: prepared - from, commitMs: performance.now() - prepared };
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

/** Preview and redemption at a modest steady rate: what a member at the counter waits for. */
export async function redeem(): Promise<Result[]> {
  const server = await startServer();
  try {
    const { url } = server;
    const owner = await signInOwner(url);
    const offerId = await benchOffer(url, owner);
    const page = `${url}/${demo.brand}/api/stores/${demo.store}/page`;
    const { store } = await ask<{ store: { storeId: string } }>("GET", page, undefined);
    const signedIn: Headers[] = [];
    for (let number = 0; number < members; number++) {
      signedIn.push(await signInMember(url, number));
    }
    const links: string[] = [];
    for (let number = 0; number < vouchers; number++) {
      const member = signedIn[number % members] ?? {};
      links.push(await showOne(url, member, offerId));
    }
    const running = links.map(async (link, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * everyMs));
      return redeemOne(url, owner, link, store.storeId);
    });
    // The first twenty warm the connections up.
    const times = (await Promise.all(running)).slice(20);
    const correct = `${vouchers} vouchers redeemed once each, ${1_000 / everyMs} a second`;
    const line = (bench: string, values: readonly number[]) =>
      resultOf({ bench, unit: "ms p95", runs: [p95(values)], correct });
    return [
      line("redeem-prepare", times.map((one) => one.prepareMs)),
      line("redeem-commit", times.map((one) => one.commitMs)),
      line("redeem", times.map((one) => one.prepareMs + one.commitMs)),
    ];
  } finally {
    await server.stop();
  }
}
