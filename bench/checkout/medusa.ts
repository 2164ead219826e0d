import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { freePort } from "../server.ts";
import { type Goods, installPeer, peerEnv, sendJson, type Shop, terms } from "./shop.ts";

interface Seeded {
  readonly ids: Readonly<Record<Goods, string>>;
  readonly regionId: string;
  readonly optionId: string;
  readonly key: string;
}

const address = {
  first_name: "A", last_name: "B", address_1: "1", city: "Hangzhou", country_code: "cn",
  postal_code: "1",
};

interface Said {
  readonly cart?: { readonly id: string };
  readonly payment_collection?: { readonly id: string };
  readonly order?: { readonly total: number };
  readonly type?: string;
  readonly message?: string;
}

/** Its own words where a unit is not there. */
const noStock = /insufficient_inventory|inventory/i;

async function checkout(base: string, seeded: Seeded, goods: Goods, lane: number) {
  const headers = { "x-publishable-api-key": seeded.key };
  const send = async (at: string, body: object = {}): Promise<Said> => {
    const { status, said } = await sendJson(`${base}/store${at}`, body, headers);
    if (status < 300) return said;
    throw new Error(`Medusa ${at}: ${status} ${JSON.stringify(said).slice(0, 300)}`);
  };
  try {
    const { cart } = await send("/carts", {
      region_id: seeded.regionId, email: `lane${lane}@example.test`, promo_codes: ["BENCH"],
      items: [{ variant_id: seeded.ids[goods], quantity: 1 }], shipping_address: address,
    });
    const at = `/carts/${cart?.id}`;
    await send(`${at}/shipping-methods`, { option_id: seeded.optionId });
    const collections = "/payment-collections";
    const { payment_collection: paying } = await send(collections, { cart_id: cart?.id });
    const sessions = `${collections}/${paying?.id}/payment-sessions`;
    await send(sessions, { provider_id: "pp_system_default" });
    const done = await send(`${at}/complete`);
    if (done.type === "order") {
      if (done.order?.total === (terms.priceMinor - terms.offMinor) / 100) return true;
      throw new Error(`Medusa: a total of ${done.order?.total}`);
    }
    throw new Error(`Medusa: ${JSON.stringify(done).slice(0, 300)}`);
  } catch (error) {
    if (goods === "rare" && noStock.test((error as Error).message)) return false;
    throw error;
  }
}

export async function medusa(databaseUrl: string, database: pg.Client): Promise<Shop> {
  const cwd = installPeer("medusa", "680 MB");
  const port = String(await freePort());
  const place = mkdtempSync(path.join(tmpdir(), "medusa-bench-"));
  const seededFile = path.join(place, "seeded.json");
  const env = {
    ...process.env, ...peerEnv(databaseUrl), DATABASE_URL: databaseUrl, PEER_SEEDED: seededFile,
    MEDUSA_DISABLE_TELEMETRY: "1", NODE_ENV: "production", LOG_LEVEL: "error", PORT: port,
    HOST: "127.0.0.1",
  };
  const cli = path.join(cwd, "node_modules/@medusajs/cli/cli.js");
  for (const args of [["db:migrate"], ["exec", "./src/scripts/seed.js"]]) {
    const done = spawnSync(process.execPath, [cli, ...args], { cwd, env, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`medusa ${args[0]}: ${done.stdout}${done.stderr}`);
  }
  const seeded = JSON.parse(readFileSync(seededFile, "utf8")) as Seeded;
  const child = spawn(process.execPath, [cli, "start", "--port", port], {
    cwd, env, stdio: ["ignore", "ignore", "ignore"],
  });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(`${base}/health`).catch(() => null))?.ok; tries++) {
    if (tries > 600 || child.exitCode !== null) throw new Error("Medusa was not ready");
    await pause(200);
  }
  return {
    name: "Medusa 2.21.2",
    checkout: (goods, lane) => checkout(base, seeded, goods, lane),
    async sold(goods) {
      const { rows } = await database.query(
        `select count(*)::int as units from order_item i
         join order_line_item l on l.id = i.item_id where l.variant_sku = $1`,
        [goods],
      );
      return rows[0].units;
    },
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      rmSync(place, { recursive: true, force: true });
    },
  };
}
