import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type pg from "pg";
import { freePort } from "../server.ts";
import { type Goods, installPeer, peerEnv, sendJson, type Shop, terms } from "./shop.ts";

interface Answer {
  readonly data?: Readonly<Record<string, { readonly __typename: string } & Paid>>;
  readonly errors?: readonly unknown[];
}
interface Paid {
  readonly state?: string;
  readonly totalWithTax?: number;
  readonly errorCode?: string;
  readonly transitionError?: string;
}

const failure = "... on ErrorResult { errorCode message }";

/** Everything after the first item in one document: the fewest requests that its API allows. */
const rest = (lane: number): string => `mutation {
  a: setCustomerForOrder(input: { firstName: "A", lastName: "B",
    emailAddress: "lane${lane}@example.test" }) { __typename ${failure} }
  b: setOrderShippingAddress(input: { streetLine1: "1", city: "Hangzhou", postalCode: "1",
    countryCode: "CN" }) { __typename }
  c: setOrderShippingMethod(shippingMethodId: ["1"]) { __typename ${failure} }
  d: applyCouponCode(couponCode: "BENCH") { __typename ${failure} }
  e: transitionOrderToState(state: "ArrangingPayment") { __typename
    ... on OrderStateTransitionError { errorCode transitionError } }
  f: addPaymentToOrder(input: { method: "dummy", metadata: {} }) { __typename
    ... on Order { state totalWithTax } ${failure} }
}`;

const noStock = /INSUFFICIENT_STOCK|stock|NO_ACTIVE_ORDER|ORDER_PAYMENT_STATE/i;

async function checkout(api: string, variantId: string, lane: number): Promise<boolean> {
  const added = await sendJson(api, {
    query: `mutation { item: addItemToOrder(productVariantId: ${variantId}, quantity: 1) {
      __typename ${failure} } }`,
  });
  const { data: first } = added.said as Answer;
  if (first?.item?.errorCode === "INSUFFICIENT_STOCK_ERROR") return false;
  const authorization = `Bearer ${added.headers.get("vendure-auth-token")}`;
  const done = await sendJson(api, { query: rest(lane) }, { authorization });
  const said = done.said as Answer;
  const paid = said.data?.f;
  if (paid?.state === "PaymentSettled" && paid.totalWithTax === terms.priceMinor - terms.offMinor) {
    return true;
  }
  const text = JSON.stringify(said);
  if (noStock.test(text)) return false;
  throw new Error(`Vendure: ${text.slice(0, 400)}`);
}

export async function vendure(databaseUrl: string, database: pg.Client): Promise<Shop> {
  const folder = installPeer("vendure", "140 MB");
  const port = await freePort();
  const child = fork(path.join(folder, "server.cjs"), [], {
    cwd: folder,
    env: { ...process.env, ...peerEnv(databaseUrl), PEER_PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [{ ids }] = (await once(child, "message")) as [{ ids: Record<Goods, string> }];
  const api = `http://127.0.0.1:${port}/shop-api`;
  return {
    name: "Vendure 3.7.3",
    checkout: (goods, lane) => checkout(api, ids[goods], lane),
    async sold(goods) {
      const { rows } = await database.query(
        `select coalesce(sum(l.quantity), 0)::int as units from order_line l
         join "order" o on o.id = l."orderId" join product_variant v on v.id = l."productVariantId"
         where v.sku = $1 and o.state = 'PaymentSettled'`,
        [goods],
      );
      return rows[0].units;
    },
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}
