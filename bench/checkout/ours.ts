import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { simulatorFolder } from "#integrations/payment-simulator/index.ts";
import { providerKey, signNotice } from "#integrations/payment-simulator/signing.ts";
import { ask, benchOffer, demo, type Headers, signInMember, signInOwner } from "../demo-brand.ts";
import { startServer } from "../server.ts";
import { type Goods, sendJson, type Shop, terms } from "./shop.ts";

const api = (url: string) => `${url}/api/${demo.brand}`;
const shop = (url: string) => `${url}/${demo.brand}/api`;

async function putOnShelf(url: string, owner: Headers, storeId: string, code: Goods) {
  const send = (method: string, at: string, body: object) =>
    ask<{ productId: string }>(method, `${api(url)}/products${at}`, body, owner);
  const { productId } = await send("POST", "", { externalCode: `BENCH-${code}`, name: code });
  const at = `/${productId}`;
  await send("POST", `${at}/prices`, { kind: "list", amountMinor: terms.priceMinor });
  await send("PATCH", `${at}/form`, { stockKept: true });
  const counted = code === "rare" ? terms.rareStock : 10_000_000;
  await send("POST", `${at}/stock`, { storeId, counted, reason: "counted" });
  return productId;
}

interface Stand {
  readonly url: string;
  readonly key: ReturnType<typeof providerKey>;
  readonly storeId: string;
  readonly goods: Readonly<Record<Goods, string>>;
  readonly members: readonly Headers[];
}

/** Order with the voucher, a payment at the provider, the provider's signed notice. */
async function checkout(stand: Stand, goods: Goods, lane: number): Promise<boolean> {
  const { url, key, storeId, members } = stand;
  const totalMinor = terms.priceMinor - terms.offMinor;
  const member = { ...members[lane]!, "idempotency-key": randomUUID() };
  const placed = await sendJson(`${shop(url)}/orders`, {
    storeId, paymentKind: "online", expectedTotalMinor: totalMinor,
    lines: [{ lineId: "a", productId: stand.goods[goods], quantity: 1 }],
  }, member);
  const order = placed.said as { orderId: string; number: string; code?: string };
  if (order.code === "stock_short") return false;
  if (placed.status !== 201) throw new Error(`${placed.status} ${JSON.stringify(placed.said)}`);
  const ways = { provider: "simulator", method: "link" };
  const paying = await sendJson(`${shop(url)}/orders/${order.orderId}/payments`, ways, member);
  const { link } = paying.said as { link: string };
  const tradeNo = link.split("/").at(-1);
  const notice = JSON.stringify({
    kind: "payment", tradeNo, providerRef: randomUUID(), noticeId: randomUUID(),
    amountMinor: totalMinor, currency: "CNY", succeeded: true,
  });
  const noted = await fetch(`${shop(url)}/payment-notices/simulator`, {
    method: "POST",
    body: notice,
    headers: { "content-type": "application/json", ...signNotice(key, notice, Date.now()) },
  });
  if (!noted.ok) throw new Error(`the notice was answered ${noted.status}`);
  await noted.arrayBuffer();
  return true;
}

export async function ours(
  databaseUrl: string,
  database: pg.Client,
  lanes: number,
): Promise<Shop> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-bench-"));
  const server = await startServer({ dataDir, env: { DATABASE_URL: databaseUrl } });
  const { url } = server;
  const owner = await signInOwner(url);
  const page = `${shop(url)}/stores/${demo.store}/page`;
  const { store } = await ask<{ store: { storeId: string } }>("GET", page, undefined);
  const offerId = await benchOffer(url, owner, {
    benefit: { kind: "amount_off", amountMinor: terms.offMinor }, usesTotal: 1_000,
  });
  const members: Headers[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const member = await signInMember(url, lane);
    for (let turn = 0; turn < 20; turn++) {
      await ask("POST", `${shop(url)}/offers/${offerId}/claim`, {}, member);
    }
    members.push(member);
  }
  const goods = {
    tea: await putOnShelf(url, owner, store.storeId, "tea"),
    rare: await putOnShelf(url, owner, store.storeId, "rare"),
  };
  const key = providerKey(simulatorFolder(dataDir));
  const stand = { url, key, storeId: store.storeId, goods, members };
  return {
    name: "Bihuan",
    pid: server.pid,
    checkout: (wanted, lane) => checkout(stand, wanted, lane),
    async sold(wanted) {
      const { rows } = await database.query(
        `select coalesce(sum(l.quantity), 0)::int as units from orders.lines l
         join orders.orders o using (brand_id, order_id)
         where l.product_id = $1 and o.state = 'paid'`,
        [goods[wanted]],
      );
      return rows[0].units;
    },
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
