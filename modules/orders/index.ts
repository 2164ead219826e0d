import type { ModuleParts } from "#platform/module.ts";
import { acceptByTimeJob } from "./accept-order.ts";
import { closeUnpaidJob } from "./close-unpaid.ts";
import "./errors.ts";
import "./events.ts";
import { memberRoutes } from "./member-routes.ts";
import { duePickupJob, pickupReaction } from "./pickup/due-pickup.ts";
import "./pickup/errors.ts";
import "./pickup/events.ts";
import { pickupRoutes } from "./pickup/routes.ts";
import { moneyRoutes } from "./money-routes.ts";
import { askPaymentJob } from "./payments/ask-provider.ts";
import { presaleRoutes } from "./presale/routes.ts";
import { tellBalanceJob } from "./presale/tell-balance.ts";
import "./receipts/errors.ts";
import { receiptRoutes } from "./receipts/routes.ts";
import { sendRefundJob } from "./refunds/send-refund.ts";
import { staffRoutes } from "./staff-routes.ts";
import "./till/errors.ts";
import "./till/events.ts";
import { tillRoutes } from "./till/routes.ts";
import { askTopUpJob } from "./top-ups/ask-top-up.ts";
import "./top-ups/errors.ts";
import "./top-ups/events.ts";
import { topUpRoutes } from "./top-ups/routes.ts";
import { sendTopUpRefundJob } from "./top-ups/send-refund.ts";

export { type BoughtGoods, boughtGoods } from "./bought-goods.ts";
export { handOver } from "./hand-over.ts";
export { takePayment } from "./payments/take-payment.ts";
export { openPresale } from "./presale/open-presale.ts";
export { placeOrder } from "./place-order.ts";
export { quoteOrder } from "./quote-order.ts";
export { pickupRight } from "./pickup/pickup-right.ts";
export { type PickupsVerdict, verifyPickups } from "./pickup/verify-pickups.ts";
export { stampOrder } from "./stamp-order.ts";
export { depositTaker } from "./deposit-taker.ts";
export { memberOrders } from "./member-data.ts";
export { orderNumbers, orderPlacedAt } from "./order-numbers.ts";
export {
  type Notice, type PaymentAsk, type PaymentProvider, type PaymentStart, type PaymentState,
  type RawNotice, type RefundAnswer, type RefundAsk, type StatementAsk,
  type StatementLine, wirePayments,
} from "./ports.ts";
export { pendingMinor as pendingTopUps } from "./top-ups/queries.ts";
export { type TopUpsVerdict, verifyTopUps } from "./top-ups/verify-top-ups.ts";
export { type OrdersVerdict, verifyOrders } from "./verify-orders.ts";
export { wirePublicUrl } from "./public-url.ts";

export const ordersModule: ModuleParts = {
  name: "orders",
  routes: [...memberRoutes, ...staffRoutes, ...moneyRoutes, ...topUpRoutes, ...presaleRoutes,
    ...tillRoutes, ...receiptRoutes, ...pickupRoutes],
  reactions: [pickupReaction],
  jobs: [
    acceptByTimeJob, closeUnpaidJob, askPaymentJob, sendRefundJob, askTopUpJob, sendTopUpRefundJob,
    tellBalanceJob, duePickupJob,
  ],
};
