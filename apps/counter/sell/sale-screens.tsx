import { OrdersStep } from "./orders-step.tsx";
import { CardStep, CashStep } from "./cash-step.tsx";
import { PayStep } from "./pay-step.tsx";
import { ReceiptScreen } from "./receipt-screen.tsx";
import { RefundStep } from "./refund-step.tsx";
import { SendingScreen } from "./sending-screen.tsx";
import type { Sale } from "./use-sale.ts";

/** The screens of a sale behind its first one, each on the whole screen. */
export function SaleScreens({ sale }: { sale: Sale }) {
  const { step, sending, priced } = sale;
  if (sending.state.name !== "none") return <SendingScreen sale={sale} />;
  switch (step.name) {
    case "goods":
      return null;
    case "pay":
      return <PayStep sale={sale} />;
    case "cash":
      return priced.price ? <CashStep sale={sale} price={priced.price} /> : null;
    case "card":
      return priced.price ? <CardStep sale={sale} price={priced.price} /> : null;
    case "orders":
      return <OrdersStep sale={sale} />;
    case "refund":
      return <RefundStep key={step.orderId} sale={sale} orderId={step.orderId} />;
    case "receipt":
      return <ReceiptScreen sale={sale} order={step.order} />;
  }
}
