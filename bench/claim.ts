import { randomUUID } from "node:crypto";
import { ask, benchOffer, demo, signInMember, signInOwner } from "./demo-brand.ts";
import { drive, send } from "./load.ts";
import { median, type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

const members = 64;
const stock = 1_000_000_000;
const warmUpSeconds = 2;
const seconds = 5;
const rounds = 3;

async function leftOf(url: string, offerId: string): Promise<number> {
  const offer = await ask<{ stockLeft: number }>(
    "GET",
    `${url}/${demo.brand}/api/offers/${offerId}`,
    undefined,
  );
  return offer.stockLeft;
}

/** Claims of one offer by signed-in members, each with its own idempotency key. */
export async function claim(): Promise<Result[]> {
  const server = await startServer();
  try {
    const { url } = server;
    const offerId = await benchOffer(url, await signInOwner(url));
    const signedIn = [];
    for (let number = 0; number < members; number++) {
      signedIn.push(await signInMember(url, number));
    }
    const requests = signedIn.map((member) => ({
      method: "POST" as const,
      path: `/${demo.brand}/api/offers/${offerId}/claim`,
      headers: () => ({
        ...member,
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
      }),
      body: "{}",
    }));
    const floor = { url: `${url}/${demo.brand}/api/bench/floor` };
    let answered = (await send(url, requests, warmUpSeconds)).answers;
    const floors: number[] = [];
    const runs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      floors.push((await drive(floor)).perSecond);
      const loaded = await send(url, requests, seconds);
      answered += loaded.answers;
      runs.push(loaded.perSecond);
    }
    const taken = stock - (await leftOf(url, offerId));
    // A run is cut off in the middle of its last requests: they may be taken and not answered.
    const off = taken - answered;
    if (off < 0) throw new Error(`${answered} claims were answered and ${taken} taken`);
    return [
      resultOf({
        bench: "claim",
        unit: "requests/s",
        runs,
        floor: { name: "empty route", value: median(floors) },
        correct: `${answered} claims answered 2xx, ${taken} taken of the stock`,
      }),
    ];
  } finally {
    await server.stop();
  }
}
