import "../styles/orders.css";
import { useEffect, useState } from "react";
import { takeDeposit } from "../book/return-to.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { OrderScreen } from "./order-screen.tsx";
import { OrdersScreen } from "./orders-screen.tsx";

export { loadMore } from "./words.ts";

/** The member's orders, or one of them. */
export function OrdersPart({ orderId }: { orderId: string | null }) {
  const { path } = useShop();
  const [bookingId] = useState(() => (orderId ? takeDeposit(orderId) : null));
  useEffect(() => {
    // the order was a deposit: its booking is what the member comes back for
    if (bookingId) navigate(path(`/bookings/${bookingId}`), true);
  }, [bookingId, path]);
  if (bookingId) return null;
  return orderId ? <OrderScreen key={orderId} orderId={orderId} /> : <OrdersScreen />;
}
