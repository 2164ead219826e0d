import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ask } from "../bench/demo-brand.ts";
import type { Field } from "./attack.ts";
import { type Act, mostRepeats, type Shot, type Subject, type Told } from "./shot.ts";

interface Batch {
  readonly batchId: string;
  readonly state: string;
  readonly made: number;
}

const waitMs = 240_000;

/** Batches of codes as the brand's owner handles them; asked at whichever server answers. */
export function bulkOf({ brand, servers }: Field) {
  const { api, headers } = brand;
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (let turn = 0; ; turn += 1) {
      const url = servers.urls[turn % servers.urls.length]!;
      try {
        return await ask<T>(method, `${url}${api}${path}`, body, headers);
      } catch (error) {
        // A server that was killed answers nothing; a refusal is an error of the attack.
        if (turn > 100 || !String(error).includes("fetch failed")) throw error;
        await sleep(200);
      }
    }
  }
  const find = async (offerId: string, batchId: string): Promise<Batch> => {
    const { items } = await call<{ items: Batch[] }>("GET", `/code-batches?offerId=${offerId}`);
    return items.find((one) => one.batchId === batchId)!;
  };
  return {
    async start(offerId: string, count: number): Promise<string> {
      const path = `/offers/${offerId}/code-batches`;
      return (await call<{ batchId: string }>("POST", path, { name: "验证", count })).batchId;
    },
    find,
    async until(offerId: string, batchId: string, right: (batch: Batch) => boolean) {
      const end = performance.now() + waitMs;
      for (;;) {
        const batch = await find(offerId, batchId);
        if (right(batch)) return;
        if (performance.now() > end) throw new Error(`the batch stays at ${batch.made}`);
        await sleep(100);
      }
    },
    recall: (batchId: string) =>
      call("POST", `/code-batches/${batchId}/recall`, { reason: "proof" }),
    async codes(batchId: string): Promise<string[]> {
      const path = `/code-batches/${batchId}/exports`;
      const { exportId } = await call<{ exportId: string }>("POST", path, { reason: "proof" });
      const url = `${servers.urls[0]}${api}/code-exports/${exportId}/codes.csv`;
      const text = await (await fetch(url, { headers: { ...headers } })).text();
      return text.trim().split("\r\n").slice(1).map((line) => line.split(",")[1]!);
    },
    async prepare(code: string, server = 0): Promise<{ token: string; voucherId: string }> {
      const url = `${servers.urls[server % servers.urls.length]}${api}/redemptions/prepare`;
      const body = { code, storeId: brand.storeId };
      type Prepared = { prepareToken: string; right: { id: string } };
      const { prepareToken, right } = await ask<Prepared>("POST", url, body, headers);
      return { token: prepareToken, voucherId: right.id };
    },
  };
}

/** Runs statements as the owner, for what only the attack itself can tell right from wrong. */
export async function asOwner<T>(
  { database }: Field,
  run: (query: (text: string, values: unknown[]) => Promise<T[]>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await run(async (text, values) => (await client.query(text, values)).rows);
  } finally {
    await client.end();
  }
}

type Rest = Pick<Shot, "method" | "path" | "headers"> & { readonly body?: object };

/** Shots with keys of one attack, at the servers in turn. */
export function bulkShots(name: string, servers: number) {
  let count = 0;
  return (act: Act, on: Subject, rest: Rest): Shot => ({
    key: `${name}:${act}:${count}`,
    act,
    on,
    server: count++ % servers,
    repeats: mostRepeats,
    ...rest,
  });
}

/** The tries that were accepted, by what they were tried on. */
export function acceptedOf(told: readonly Told[], act: Act): Map<string, Told[]> {
  const good = told.filter((one) => one.act === act && one.outcome === "accepted");
  const once = new Map(good.map((one) => [one.key, one]));
  return Map.groupBy(once.values(), (one) => one.on.voucherId ?? "");
}

/** Refusals by codes that cannot be true here. */
export function strangeRefusals(told: readonly Told[], known: readonly string[]): string[] {
  return told
    .filter((one) => one.outcome === "refused" && !known.includes(one.code ?? ""))
    .map((one) => `${one.key}: ${one.code} is no reason that this attack can have`);
}
