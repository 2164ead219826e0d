import type { ModuleParts } from "#platform/module.ts";
import { acceptByTimeJob } from "./accept-order.ts";
import { closeUnpaidJob } from "./close-unpaid.ts";
import "./errors.ts";
import "./events.ts";
import { memberRoutes } from "./member-routes.ts";
import { moneyRoutes } from "./money-routes.ts";
import { askPaymentJob } from "./payments/ask-provider.ts";
import { sendRefundJob } from "./refunds/send-refund.ts";
import { staffRoutes } from "./staff-routes.ts";

export { memberOrders } from "./member-data.ts";
export {
  type Notice, type PaymentAsk, type PaymentProvider, type PaymentStart, type PaymentState,
  type RawNotice, type RefundAnswer, type RefundAsk, type StatementLine, wirePayments,
} from "./ports.ts";
export { type OrdersVerdict, verifyOrders } from "./verify-orders.ts";
export { wirePublicUrl } from "./public-url.ts";

export const ordersModule: ModuleParts = {
  name: "orders",
  routes: [...memberRoutes, ...staffRoutes, ...moneyRoutes],
  jobs: [acceptByTimeJob, closeUnpaidJob, askPaymentJob, sendRefundJob],
};
