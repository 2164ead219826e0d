import type { ReactNode } from "react";
import "../styles/goods.css";
import "../styles/goods-row.css";
import "../styles/cart.css";
import "../styles/choice.css";
import "../styles/till.css";
import "../styles/orders.css";
import { CheckoutScreen } from "../orders/checkout-screen.tsx";
import { loadMore as loadOrders } from "../orders/words.ts";
import type { StorePart } from "../router.ts";
import { CartScreen } from "./cart-screen.tsx";
import { GoodsScreen } from "./goods-screen.tsx";
import { InStore } from "./in-store.tsx";
import { TillScreen } from "./till-screen.tsx";
import { loadMore as loadCart } from "./words.ts";

const screens = {
  goods: GoodsScreen, cart: CartScreen, checkout: CheckoutScreen, till: TillScreen,
} as const;

/** Words of the cart and of what comes after it. */
export async function loadMore(): Promise<void> {
  await Promise.all([loadCart(), loadOrders()]);
}

interface StorePartScreenProps {
  part: Exclude<StorePart, "book" | "reviews">;
  code: string;
  lost: ReactNode;
}

/** Goods, cart or till of the store in the address. */
export function StorePartScreen({ part, code, lost }: StorePartScreenProps) {
  const Screen = screens[part];
  return (
    <InStore code={code} lost={lost}>
      {(store) => <Screen key={`${part} ${store.code}`} store={store} />}
    </InStore>
  );
}
