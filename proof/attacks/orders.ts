import pg from "pg";
import { simulatorFolder } from "#integrations/payment-simulator/index.ts";
import { providerKey, signNotice } from "#integrations/payment-simulator/signing.ts";
import { fileTrades, type Trade } from "#integrations/payment-simulator/trades.ts";
import type { Attack, Field } from "../attack.ts";
import { each, type Member } from "../brand.ts";
import { orderFacts, type OrderFacts, orderFaults } from "../checks/orders.ts";
import { inSnapshot, lateFaults, lookWhenDone } from "../checks/look.ts";
import { mostRepeats, type Shot, type Told } from "../shot.ts";

const priceMinor = 1_250;

interface Shop {
  readonly field: Field;
  readonly client: pg.Client;
  readonly productId: string;
  readonly stock: number;
  readonly people: readonly Member[];
}

let count = 0;

type To = Partial<Shot> & Pick<Shot, "act" | "path">;

function shot({ random, servers }: Field, headers: Member["headers"], to: To): Shot {
  return {
    key: `orders:${process.pid}:${count++}`,
    on: {},
    method: "POST",
    headers,
    server: random.below(servers.urls.length),
    repeats: mostRepeats,
    ...to,
  };
}

async function open(field: Field, client: pg.Client): Promise<Shop> {
  const { brand } = field;
  const stock = Math.max(12, Math.ceil(field.members * 0.6));
  const externalCode = `PROOF-${process.pid}`;
  const { productId } = await brand.manage<{ productId: string }>(
    "POST", "/products", { externalCode, name: "验证茶" },
  );
  const at = `/products/${productId}`;
  await brand.manage("POST", `${at}/prices`, { kind: "list", amountMinor: priceMinor });
  await brand.manage("PATCH", `${at}/form`, { stockKept: true });
  const { storeId } = brand;
  await brand.manage("POST", `${at}/stock`, { storeId, counted: stock, reason: "counted" });
  return { field, client, productId, stock, people: await brand.members(field.members) };
}

/** Everybody orders one or two at once; some hear nothing and ask again. */
async function order({ field, people, productId }: Shop): Promise<readonly Told[]> {
  const { brand, clients, random } = field;
  const shots = people.flatMap((member) => [1, 2].map((quantity) =>
    shot(field, member.headers, {
      act: "order",
      on: { memberId: member.memberId },
      path: `${brand.shop}/orders`,
      together: random.chance(50),
      ...(random.chance(20) ? { copies: 3 } : {}),
      ...(random.chance(20) ? { cutAfterMs: random.below(40) } : {}),
      body: {
        storeId: brand.storeId,
        paymentKind: "online",
        lines: [{ lineId: "a", productId, quantity }],
        // None of the vouchers that other attacks have left.
        choose: [],
        expectedTotalMinor: quantity * priceMinor,
      },
    })));
  return clients.volley(random.shuffled(shots)).all;
}

const openTrades = (trades: readonly Trade[]): Trade[] =>
  trades.filter((one) => one.state === "open");

/** Two ways of paying are opened for each order, at both servers in the same moment. */
async function startPayments({ field, people }: Shop, facts: OrderFacts) {
  const { brand, clients, random } = field;
  const byId = new Map(people.map((one) => [one.memberId, one]));
  const shots = facts.orders.filter(({ state }) => state === "awaiting_payment")
    .flatMap(({ orderId, memberId }) => ["link", ...(random.chance(30) ? ["qr"] : [])]
      .map((method) => shot(field, byId.get(memberId)!.headers, {
        act: "pay",
        path: `${brand.shop}/orders/${orderId}/payments`,
        copies: 2,
        body: { provider: "simulator", method },
      })));
  return clients.volley(shots).all;
}

/** Notices that the provider did send, again and again and out of order; and false ones. */
async function notices(
  field: Field,
  folder: string,
  trades: readonly Trade[],
  heard: Told[],
): Promise<string[]> {
  const { brand, servers, random } = field;
  const key = providerKey(folder);
  const send = async (notice: object, forged: boolean): Promise<number> => {
    const body = JSON.stringify(notice);
    const headers = signNotice(key, body, Date.now());
    const sent = forged ? body.replace(/"amountMinor":\d+/, '"amountMinor":1') : body;
    const url = `${servers.urls[random.below(servers.urls.length)]}`
      + `${brand.shop}/payment-notices/simulator`;
    const json = { "content-type": "application/json" };
    const sentAt = Date.now();
    const answer = await fetch(url, {
      method: "POST", body: sent, headers: { ...json, ...headers },
    }).catch(() => null);
    const status = answer?.status ?? 0;
    const said = answer && !answer.ok ? await answer.json().catch(() => null) : null;
    heard.push({
      key: `orders:notice:${heard.length}`, act: "notice", on: {}, server: 0, sentAt,
      answeredAt: Date.now(), madeId: null, hash: "",
      outcome: status === 0 || status >= 500 ? "unknown" : status < 300 ? "accepted" : "refused",
      code: status > 0 && status < 300 ? null : String(said?.code ?? status),
    });
    return status;
  };
  const told = (trade: Trade, more: object = {}) => ({
    kind: "payment", tradeNo: trade.tradeNo, providerRef: trade.providerRef ?? "none",
    amountMinor: trade.amountMinor, currency: trade.currency, succeeded: true,
    noticeId: `N${count++}`, ...more,
  });
  const paid = trades.filter((one) => one.state === "paid");
  const unpaid = openTrades(trades);
  const faults: string[] = [];
  const plan = random.shuffled<() => Promise<unknown>>([
    ...paid.flatMap((one) => {
      const same = told(one);
      return [same, same, same, same, same].map((notice) => () => send(notice, false));
    }),
    ...unpaid.map((one) => async () => {
      const status = await send(told(one), true);
      if (status < 300 && status > 0) faults.push(`${one.tradeNo}: a forged notice was taken`);
    }),
    // Signed by the provider, and not the amount that was asked for.
    ...unpaid.map((one) => () => send(told(one, { amountMinor: one.amountMinor + 1 }), false)),
    () => send(told(paid[0] ?? unpaid[0]!, { tradeNo: "99999999999999" }), false),
  ]);
  await each(plan, (one) => one(), 16);
  return faults;
}

/** Members pay at the provider's page while they, or others of them, cancel. */
async function pay(
  shop: Shop,
  folder: string,
  facts: OrderFacts,
  heard: Told[],
): Promise<string[]> {
  const { field, people } = shop;
  const { brand, clients, random, servers } = field;
  const byId = new Map(people.map((one) => [one.memberId, one]));
  const cancels = facts.orders
    .filter(({ state }) => state === "awaiting_payment" && random.chance(35))
    .map(({ orderId, memberId }) => shot(field, byId.get(memberId)!.headers, {
      act: "cancel",
      path: `${brand.shop}/orders/${orderId}/cancel`, body: {},
    }));
  const trades = fileTrades(folder);
  const own = new Set(facts.orders.map((one) => one.orderId));
  const payable = openTrades(trades.all()).filter((one) =>
    own.has(one.returnUrl.split("/").at(-1) ?? "") && random.chance(75));
  const flight = clients.volley(cancels, 4);
  await each(random.shuffled(payable), async ({ tradeNo }) => {
    const url = `${servers.urls[random.below(servers.urls.length)]}/pay-simulator/${tradeNo}`;
    await fetch(url, { method: "POST", redirect: "manual" }).catch(() => undefined);
  }, 8);
  heard.push(...await flight.all);
  return notices(field, folder, trades.all().filter((one) =>
    payable.some(({ tradeNo }) => tradeNo === one.tradeNo)), heard);
}

/** Two clerks take the same goods back at once; a server is killed among them. */
async function takeBack({ field }: Shop, facts: OrderFacts): Promise<readonly Told[]> {
  const { brand, clients, random, servers, short } = field;
  const paid = facts.orders.filter(({ state }) => state === "paid");
  const shots = random.shuffled(paid.filter(() => random.chance(60)).flatMap(({ orderId, units }) =>
    Array.from({ length: units + 1 }, () => shot(field, brand.headers, {
      act: "return",
      path: `${brand.api}/orders/${orderId}/returns`,
      body: {
        returned: [{ lineId: "a", quantity: 1 }], reason: "changed_mind", restock: true,
        expectedMinor: priceMinor,
      },
    }))));
  const flight = clients.volley(shots, 6);
  if (!short) {
    await flight.after(Math.ceil(shots.length / 3));
    await servers.kill(0);
    await servers.start(0);
  }
  return flight.all;
}

/** Until every notice has come or was asked for, and every refund has ended. */
const settled = ({ client, productId }: Shop, folder: string) =>
  lookWhenDone(client, () => orderFacts(client, productId), ({ refunds, payments }) => {
    const paid = new Set(fileTrades(folder).all()
      .filter((one) => one.state === "paid").map((one) => one.tradeNo));
    const refund = refunds.find((one) => one.state === "started");
    if (refund) return `refund ${refund.refundNo} is not ended`;
    const payment = payments.find((one) => one.state !== "paid" && paid.has(one.tradeNo));
    return payment ? `payment ${payment.tradeNo} is not known to be paid` : null;
  });

function unkept(told: readonly Told[], facts: OrderFacts): string[] {
  const accepted = new Set(told.filter((one) => one.outcome === "accepted").map((one) => one.key));
  return accepted.size > facts.orders.length
    ? [`${accepted.size} orders were acknowledged, ${facts.orders.length} are there`] : [];
}

export const orders: Attack = {
  name: "orders",
  zh: "订单：抢库存下单，付款与取消赛跑，支付通知重复、乱序、伪造、金额不符，两人同时退货，途中杀死服务器",
  en: "orders: stock, paying against cancelling, repeated, forged, wrong notices, double returns",
  async run(field) {
    const client = new pg.Client({ connectionString: field.database.url });
    await client.connect();
    try {
      const folder = simulatorFolder(field.servers.dataDir);
      const shop = await open(field, client);
      const told = [...await order(shop)];
      const placed = await inSnapshot(client, () => orderFacts(client, shop.productId));
      const faults = unkept(told, placed);
      told.push(...await startPayments(shop, placed));
      faults.push(...await pay(shop, folder, placed, told));
      const paid = await settled(shop, folder);
      told.push(...await takeBack(shop, paid.seen));
      const ended = await settled(shop, folder);
      faults.push(...lateFaults(paid), ...lateFaults(ended));
      const facts = ended.seen;
      const trades = fileTrades(folder).all();
      const of = (...states: string[]) =>
        facts.orders.filter(({ state }) => states.includes(state)).length;
      const back = facts.refunds.filter((one) => one.state === "done").length;
      return {
        offers: new Map(),
        told,
        checkedHere: true,
        faults: [...faults, ...orderFaults(facts, shop.stock, trades)],
        notes: [
          `库存 stock ${shop.stock} · 订单 orders ${facts.orders.length}：`
            + `已付 paid ${of("paid")} · 退完 returned ${of("returned")}`
            + ` · 取消 cancelled ${of("cancelled")} · 待付 unpaid ${of("awaiting_payment")}`,
          `收款 payments ${facts.payments.filter((one) => one.state === "paid").length}`
            + ` · 退款 refunds ${back}`,
        ],
      };
    } finally {
      await client.end();
    }
  },
};
