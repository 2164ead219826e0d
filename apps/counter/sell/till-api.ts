import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { client, told } from "../api.ts";

export type Till = Answer<"openTill">;
export type TillGoods = Answer<"findTillGoods">["items"][number];
export type KnownMember = Answer<"knowMember">;
export type SaleAsk = BodyOf<"priceSale">;
export type SalePrice = Answer<"priceSale">;
export type SellBody = BodyOf<"sellAtTill">;
export type Order = Answer<"getOrder">;
export type OrderBrief = Answer<"listOrders">["items"][number];
export type PayCodeState = Answer<"payByCode">["state"];
export type Returned = BodyOf<"previewReturn">["returned"];
export type Effect = Answer<"previewReturn">;
export type TakeBack = BodyOf<"takeGoodsBack">;
export type Paper = BodyOf<"printReceipt">["paper"];

/** What the till asks of the server; every write has the key of its intent. */
export function makeTillApi(brand: string, storeId: string) {
  const path = { brand };
  const ofOrder = (orderId: string) => ({ brand, orderId });
  return {
    open: (): Promise<Till> => told(client.call("openTill", { path, query: { storeId } })),
    goods: async (text: string): Promise<TillGoods[]> => {
      const query = { storeId, ...(text ? { text } : {}) };
      return (await told(client.call("findTillGoods", { path, query }))).items;
    },
    member: (text: string): Promise<KnownMember> =>
      told(client.call("knowMember", { path, body: { storeId, text } })),
    price: (body: SaleAsk): Promise<SalePrice> => told(client.call("priceSale", { path, body })),
    sell: (body: SellBody, idempotencyKey: string): Promise<Order> =>
      told(client.call("sellAtTill", { path, body, idempotencyKey })),
    payByCode: async (orderId: string, provider: string, payCode: string) => {
      const body = { provider, payCode };
      return (await told(client.call("payByCode", { path: ofOrder(orderId), body }))).state;
    },
    look: async (orderId: string, stop: boolean): Promise<PayCodeState> =>
      (await told(client.call("lookAtPayCode", { path: ofOrder(orderId), body: { stop } }))).state,
    take: (orderId: string, method: "cash" | "terminal", amountMinor: number, key: string) => {
      const to = { path: ofOrder(orderId), body: { method, amountMinor }, idempotencyKey: key };
      return told(client.call("takePayment", to));
    },
    handOver: (orderId: string, idempotencyKey: string): Promise<Order> =>
      told(client.call("markHandedOver", { path: ofOrder(orderId), idempotencyKey })),
    cancel: (orderId: string, idempotencyKey: string): Promise<Order> =>
      told(client.call("cancelOrder", { path: ofOrder(orderId), idempotencyKey })),
    order: (orderId: string): Promise<Order> =>
      told(client.call("getOrder", { path: ofOrder(orderId) })),
    orders: async (number: string): Promise<OrderBrief[]> => {
      const query = { limit: 30, ...(number ? { number } : { storeId }) };
      return (await told(client.call("listOrders", { path, query }))).items;
    },
    effect: (orderId: string, returned: Returned): Promise<Effect> =>
      told(client.call("previewReturn", { path: ofOrder(orderId), body: { returned } })),
    takeBack: (orderId: string, body: TakeBack, idempotencyKey: string): Promise<Order> =>
      told(client.call("takeGoodsBack", { path: ofOrder(orderId), body, idempotencyKey })),
    print: (orderId: string, paper: Paper, format: "escpos" | "pdf", idempotencyKey: string) => {
      const body = { paper, format };
      const to = { path: ofOrder(orderId), body, idempotencyKey };
      return told(client.call("printReceipt", to));
    },
  };
}

export type TillApi = ReturnType<typeof makeTillApi>;

const at = (brand: string, orderId: string) => `/api/${brand}/orders/${orderId}`;

export const receiptLook = (brand: string, orderId: string, paper: Paper, round: number) =>
  `${at(brand, orderId)}/receipt.svg?paper=${paper}&round=${round}`;
export const receiptFile = (
  brand: string,
  orderId: string,
  kind: "bin" | "pdf",
  print: number,
): string => `${at(brand, orderId)}/receipt.${kind}?print=${print}`;
