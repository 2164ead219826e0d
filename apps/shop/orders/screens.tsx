import "../styles/orders.css";
import { OrderScreen } from "./order-screen.tsx";
import { OrdersScreen } from "./orders-screen.tsx";

export { loadMore } from "./words.ts";

/** The member's orders, or one of them. */
export function OrdersPart({ orderId }: { orderId: string | null }) {
  return orderId ? <OrderScreen key={orderId} orderId={orderId} /> : <OrdersScreen />;
}
