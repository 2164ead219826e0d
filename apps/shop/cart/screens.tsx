import type { ReactNode } from "react";
import "../styles/goods.css";
import "../styles/cart.css";
import "../styles/choice.css";
import "../styles/till.css";
import type { StorePart } from "../router.ts";
import { CartScreen } from "./cart-screen.tsx";
import { GoodsScreen } from "./goods-screen.tsx";
import { InStore } from "./in-store.tsx";
import { TillScreen } from "./till-screen.tsx";

export { loadMore } from "./words.ts";

const screens = { goods: GoodsScreen, cart: CartScreen, till: TillScreen } as const;

interface StorePartScreenProps {
  part: StorePart;
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
