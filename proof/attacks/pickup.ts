import pg from "pg";
import type { Attack, Field } from "../attack.ts";
import { each, type Member } from "../brand.ts";
import { lateFaults, lookWhenDone } from "../checks/look.ts";
import { type Act, mostRepeats, type Shot, type Told } from "../shot.ts";

const terminals = 5;
const priceMinor = 3_000;

interface Order {
  readonly orderId: string;
  readonly member: Member;
  readonly storeId: string;
}

interface OrderBody {
  readonly orderId: string;
  readonly totalMinor: number;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** Goods on the shelf of a store: what orders of this attack are made of. */
async function shelf({ brand }: Field, storeId: string, counted: number): Promise<string> {
  const code = `PICKUP-${Date.now()}`;
  const { productId } = await brand.manage<{ productId: string }>("POST", "/products", {
    externalCode: code, name: "取货茶",
  });
  const product = `/products/${productId}`;
  await brand.manage("POST", `${product}/prices`, { kind: "list", amountMinor: priceMinor });
  await brand.manage("PATCH", `${product}/form`, { stockKept: true });
  await brand.manage("POST", `${product}/stock`, { storeId, counted, reason: "counted" });
  return productId;
}

async function ordered(field: Field, productId: string, member: Member): Promise<Order> {
  const { brand } = field;
  const { storeId } = brand;
  const { orderId } = await brand.asMember<OrderBody>(member, "POST", "/orders", {
    storeId, paymentKind: "in_store", fulfilment: "pickup", expectedTotalMinor: 2 * priceMinor,
    // None of the vouchers that other attacks have left.
    choose: [],
    lines: [{ lineId: "a", productId, quantity: 2 }],
  });
  const taken = { method: "cash", amountMinor: 2 * priceMinor };
  await brand.manage("POST", `/orders/${orderId}/payments`, taken);
  return { orderId, member, storeId };
}

let count = 0;

function shot({ brand, random, servers }: Field, act: Act, path: string, body: object): Shot {
  return {
    key: `pickup:${process.pid}:${act}:${count++}`,
    act,
    on: {},
    method: "POST",
    path: `${brand.api}${path}`,
    body,
    headers: brand.headers,
    server: random.below(servers.urls.length),
    together: random.chance(60),
    copies: random.chance(30) ? 2 : 1,
    repeats: mostRepeats,
  };
}

/** As many terminals as scan one order's code, each with its own preview. */
async function scanned(field: Field, { orderId, member, storeId }: Order): Promise<Shot[]> {
  const { brand } = field;
  const path = `/rights/pickup/${orderId}/show`;
  const { link } = await brand.asMember<{ link: string }>(member, "POST", path);
  return each(Array.from({ length: terminals }, (_, n) => n), async () => {
    const { prepareToken } = await brand.manage<{ prepareToken: string }>(
      "POST", "/redemptions/prepare", { code: link, storeId },
    );
    const commit = shot(field, "commit", "/redemptions/commit", { prepareToken, billMinor: null });
    return { ...commit, on: { voucherId: orderId } };
  });
}

const refund = (field: Field, { orderId }: Order): Shot => ({
  ...shot(field, "recall", `/orders/${orderId}/returns`, {
    returned: [{ lineId: "a", quantity: 2 }],
    reason: "changed_mind", restock: true, expectedMinor: 2 * priceMinor,
  }),
  on: { voucherId: orderId },
});

const undo = (field: Field, redemptionId: string): Shot => ({
  ...shot(field, "undo", `/redemptions/${redemptionId}/undo`, { reason: "training" }),
  on: { redemptionId },
});

interface Row {
  readonly order_id: string;
  readonly state: string;
  readonly live: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
}

const rowsSql = `
  select o.order_id, o.state, o.paid_minor::int, o.refunded_minor::int,
    (select count(*)::int from redemption.redemptions r where r.brand_id = o.brand_id
      and r.right_kind = 'pickup' and r.right_id = o.order_id and r.undone_at is null) as live
  from orders.orders o where o.order_id = any($1)`;

/** The tables against what was told: nothing handed over twice, nothing paid back twice. */
async function faultsOf(
  client: pg.Client,
  orders: readonly Order[],
  told: readonly Told[],
  shelved: { readonly productId: string; readonly counted: number },
): Promise<string[]> {
  const { rows } = await client.query<Row>(rowsSql, [orders.map((one) => one.orderId)]);
  const accepted = (act: Act) =>
    told.filter((one) => one.act === act && one.outcome === "accepted");
  const byKey = (act: Act) => new Set(accepted(act).map((one) => one.key)).size;
  const { rows: [stock] } = await client.query<{ on_hand: number; done: number; undone: number }>(
    `select s.on_hand::int, (select count(*)::int from redemption.redemptions
        where right_kind = 'pickup' and right_id = any($2)) as done,
      (select count(*)::int from redemption.redemptions where right_kind = 'pickup'
        and right_id = any($2) and undone_at is not null) as undone
     from catalogue.stock s where s.product_id = $1`,
    [shelved.productId, orders.map((one) => one.orderId)],
  );
  const back = rows.filter((row) => row.state === "returned").length;
  const wanted = shelved.counted - 2 * (orders.length - back);
  return [
    ...rows.flatMap((row) => {
      const handed = ["handed_over", "accepted"].includes(row.state);
      const money = row.state === "returned" ? row.paid_minor : 0;
      return [
        ...(row.live > 1 ? [`order ${row.order_id} was handed over ${row.live} times`] : []),
        ...(handed && row.live !== 1 ? [`order ${row.order_id} is handed over by nobody`] : []),
        ...(row.state === "paid" && row.live > 0 ? [`order ${row.order_id} is out and in`] : []),
        ...(row.refunded_minor !== money
          ? [`order ${row.order_id} is ${row.state}, ${row.refunded_minor} came back`] : []),
      ];
    }),
    ...(byKey("recall") === back ? [] : [`${byKey("recall")} returns told, ${back} made`]),
    ...(byKey("undo") === stock?.undone ? [] : [`${byKey("undo")} undos told, ${stock?.undone}`]),
    ...(stock?.on_hand === wanted ? [] : [`${stock?.on_hand} on the shelf instead of ${wanted}`]),
  ];
}

/** Paid orders, terminals against each other, then undos against returns. */
export const pickup: Attack = {
  name: "pickup",
  zh: "自提：多台终端抢同一个取货码；撤销交付与退款同时进行",
  en: "pickup: terminals race for one code; undoing a hand-over races its refund",
  async run(field) {
    const { brand, clients, random, members, short } = field;
    const client = new pg.Client({ connectionString: field.database.url });
    await client.connect();
    try {
      const people = await brand.members(Math.min(members, short ? 8 : 60));
      const counted = 2 * people.length + 10;
      const productId = await shelf(field, brand.storeId, counted);
      const orders = await each(people, (member) => ordered(field, productId, member), 4);
      const scans = (await each(orders, (order) => scanned(field, order), 4)).flat();
      const handed = await clients.volley(random.shuffled(scans)).all;
      const made = new Set(handed.flatMap((one) =>
        one.act === "commit" && one.outcome === "accepted" && one.madeId ? [one.madeId] : []));
      const plan = [
        ...[...made].flatMap((id) => [undo(field, id), undo(field, id)]),
        ...orders.filter(() => random.chance(60)).flatMap((one) =>
          [refund(field, one), refund(field, one)]),
      ];
      const raced = await clients.volley(random.shuffled(plan)).all;
      const told = [...handed, ...raced];
      const faults = made.size === orders.length
        ? [] : [`${orders.length} orders, ${made.size} handed over`];
      const looked = await lookWhenDone(client, () =>
        faultsOf(client, orders, told, { productId, counted }));
      faults.push(...lateFaults(looked), ...looked.seen);
      return { offers: new Map(), told, checkedHere: true, faults };
    } finally {
      await client.end();
    }
  },
};
