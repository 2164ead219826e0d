import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

export type Goods = "tea" | "rare";

/** One shop under load: its goods cost 50.00, its voucher takes 10.00 off. */
export interface Shop {
  readonly name: string;
  /** Of its server, where what a checkout costs it is to be told. */
  readonly pid?: number;
  /**
   * A whole checkout by one of so many who come at once: cart, voucher, order, payment noted.
   * False: there was no stock. Any other answer, or another total than 40.00, is an error.
   */
  checkout(goods: Goods, lane: number): Promise<boolean>;
  /** Units of orders that count as paid, read from its tables. */
  sold(goods: Goods): Promise<number>;
  stop(): Promise<void>;
}

export const terms = { priceMinor: 5_000, offMinor: 1_000, rareStock: 20 } as const;

/** What every peer is told. */
export const peerEnv = (databaseUrl: string): Record<string, string> => ({
  PEER_DATABASE_URL: databaseUrl,
  PEER_STOCK: String(terms.rareStock),
  PEER_PRICE_MINOR: String(terms.priceMinor),
  PEER_OFF_MINOR: String(terms.offMinor),
});

export const peersFolder = path.resolve(import.meta.dirname, "../peers");

/** Installs a peer of bench/peers by its own lock file where it is not there yet. */
export function installPeer(name: string, size: string): string {
  const folder = path.join(peersFolder, name);
  if (existsSync(path.join(folder, "node_modules/.package-lock.json"))) return folder;
  process.stderr.write(`装入对照程序 / installing ${name}, about ${size} …\n`);
  // `npm ci` refuses a lock without the optional packages of other platforms, and a registry that
  // lacks their newest versions writes no other. This takes the lock's versions as well.
  const done = spawnSync("npm", ["install", "--no-save", "--ignore-scripts"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) throw new Error(`npm install in bench/peers/${name} did not succeed`);
  return folder;
}

export async function sendJson(url: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body ?? {}),
  });
  const text = await answer.text();
  // What comes back is the peers' JSON, read where it is used.
  const said = (text ? JSON.parse(text) : null) as never;
  return { status: answer.status, headers: answer.headers, said };
}
