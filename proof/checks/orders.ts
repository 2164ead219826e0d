import type pg from "pg";
import type { Trade } from "#integrations/payment-simulator/index.ts";

export interface OrderFact {
  readonly orderId: string;
  readonly memberId: string;
  readonly state: string;
  readonly units: number;
  readonly returned: number;
  readonly totalMinor: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly keeps: boolean;
}

export interface PaymentFact {
  readonly tradeNo: string;
  readonly orderId: string;
  readonly state: string;
  readonly amountMinor: number;
}

export interface RefundFact {
  readonly refundNo: string;
  readonly orderId: string;
  readonly state: string;
  readonly amountMinor: number;
  readonly tradeNo: string | null;
}

/** What the tables say of all orders of one product, read as the owner. */
export interface OrderFacts {
  readonly orders: readonly OrderFact[];
  readonly payments: readonly PaymentFact[];
  readonly refunds: readonly RefundFact[];
  readonly onHand: number;
  readonly reserved: number;
  /** How often an entry of the ledger was posted for a payment: once each. */
  readonly entries: ReadonlyMap<string, number>;
}

const mine = `(select order_id from orders.lines where product_id = $1)`;
const ordersSql = `select o.order_id as "orderId", o.member_id as "memberId", o.state,
    l.quantity::int as units, l.returned::int as returned, o.total_minor::int as "totalMinor",
    o.paid_minor::int as "paidMinor", o.refunded_minor::int as "refundedMinor",
    o.reservation_id is not null as keeps
  from orders.orders o join orders.lines l using (brand_id, order_id) where l.product_id = $1`;
const paymentsSql = `select trade_no as "tradeNo", order_id as "orderId", state,
    amount_minor::int as "amountMinor" from orders.payments where order_id in ${mine}`;
const refundsSql = `select r.refund_no as "refundNo", r.order_id as "orderId", r.state,
    r.amount_minor::int as "amountMinor", p.trade_no as "tradeNo"
  from orders.refunds r left join orders.payments p using (brand_id, payment_id)
  where r.order_id in ${mine}`;
const entriesSql = `select p.trade_no as trade, count(*)::int as times
  from wallet.entries e join orders.payments p on p.brand_id = e.brand_id
    and e.posting_key = 'pay:' || p.payment_id
  where p.order_id in ${mine} group by p.trade_no`;

export async function orderFacts(client: pg.Client, productId: string): Promise<OrderFacts> {
  const rows = async (text: string) => (await client.query(text, [productId])).rows;
  const [level] = await rows(
    `select on_hand::int as "onHand", reserved::int as reserved from catalogue.stock
     where product_id = $1`,
  );
  const entries = await rows(entriesSql);
  return {
    orders: await rows(ordersSql),
    payments: await rows(paymentsSql),
    refunds: await rows(refundsSql),
    onHand: level?.onHand ?? 0,
    reserved: level?.reserved ?? 0,
    entries: new Map(entries.map(({ trade, times }) => [trade, times])),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Units that left the shelf for good or wait there for their order. */
const sold = new Set(["paid", "handed_over", "accepted", "returned"]);

function stockFaults({ orders, onHand, reserved }: OrderFacts, stock: number): string[] {
  const gone = sum(orders.filter(({ state }) => sold.has(state))
    .map(({ units, returned }) => units - returned));
  const kept = sum(orders.filter(({ state }) => state === "awaiting_payment")
    .map(({ units }) => units));
  return [
    ...(gone + kept > stock ? [`${gone} sold and ${kept} kept of a stock of ${stock}`] : []),
    ...(onHand === stock - gone ? [] : [`${onHand} lie there, ${stock} less ${gone} sold`]),
    ...(reserved === kept ? [] : [`${reserved} are kept, open orders want ${kept}`]),
  ];
}

function moneyFaults({ orders, payments, refunds, entries }: OrderFacts): string[] {
  return orders.flatMap((order) => {
    const { orderId, state, paidMinor, refundedMinor, totalMinor } = order;
    const own = payments.filter((one) => one.orderId === orderId && one.state === "paid");
    const back = refunds.filter((one) => one.orderId === orderId);
    const twice = own.filter((one) => entries.get(one.tradeNo) !== 1);
    const due = sold.has(state) ? totalMinor : 0;
    return [
      ...twice.map(({ tradeNo }) => `payment ${tradeNo} is posted ${entries.get(tradeNo)} times`),
      ...(paidMinor === sum(own.map((one) => one.amountMinor)) ? [] : [`${orderId}: paid differs`]),
      ...(refundedMinor === sum(back.map((one) => one.amountMinor))
        ? [] : [`${orderId}: refunded differs`]),
      ...(refundedMinor > paidMinor ? [`${orderId}: more back than was paid`] : []),
      ...(sold.has(state) && paidMinor < due ? [`${orderId} is ${state} and not paid`] : []),
      // Money for an order that ended, or paid twice, goes back by itself.
      ...(paidMinor - refundedMinor > due ? [`${orderId}: ${paidMinor} kept of ${due}`] : []),
    ];
  });
}

/** Our books beside the provider's: every payment and refund is in both, with one amount. */
function providerFaults(facts: OrderFacts, trades: readonly Trade[]): string[] {
  const ours = new Map(facts.payments.map((one) => [one.tradeNo, one]));
  return trades.filter(({ tradeNo }) => ours.has(tradeNo)).flatMap((trade) => {
    const own = ours.get(trade.tradeNo)!;
    const back = facts.refunds.filter(
      (one) => one.tradeNo === trade.tradeNo && one.state === "done",
    );
    const paid = trade.state === "paid";
    return [
      ...(paid === (own.state === "paid") ? []
        : [`payment ${own.tradeNo} is ${own.state} here, ${trade.state} at the provider`]),
      ...(paid && own.amountMinor !== trade.amountMinor
        ? [`payment ${own.tradeNo}: ${own.amountMinor} here, ${trade.amountMinor} there`] : []),
      ...(sum(back.map((one) => one.amountMinor))
        === sum(trade.refunds.map((one) => one.amountMinor))
        ? [] : [`refunds of ${own.tradeNo} differ from the provider's`]),
    ];
  });
}

/** What must hold once all notices have come and all refunds have ended. */
export const orderFaults = (
  facts: OrderFacts,
  stock: number,
  trades: readonly Trade[],
): string[] => [
  ...stockFaults(facts, stock),
  ...moneyFaults(facts),
  ...providerFaults(facts, trades),
];
