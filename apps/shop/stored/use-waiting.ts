import { useEffect, useState } from "react";
import { useShop } from "../shop.ts";

const keyOf = (brand: string): string => `bihuan.top-up.${brand}`;
const everyMs = 1_500;
const mostAsks = 20;

/** The top-up that the member has just gone to pay; the provider's page leads back here. */
export function rememberTopUp(brand: string, topUpId: string): void {
  sessionStorage.setItem(keyOf(brand), topUpId);
}

/** True while a top-up that was paid for is looked for; `onPaid` when it is there. */
export function useWaiting(onPaid: () => void): boolean {
  const { api, brand, member } = useShop();
  const [waiting, setWaiting] = useState(() => sessionStorage.getItem(keyOf(brand.key)) !== null);
  const signedIn = member !== null;
  useEffect(() => {
    const topUpId = sessionStorage.getItem(keyOf(brand.key));
    if (!topUpId || !signedIn) return;
    let asked = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      sessionStorage.removeItem(keyOf(brand.key));
      setWaiting(false);
    };
    const ask = async (): Promise<void> => {
      asked += 1;
      const path = { brand: brand.key, topUpId };
      const seen = await api.call("getMyTopUp", { path }).catch(() => null);
      if (seen?.state === "paid") onPaid();
      if (seen?.state === "paid" || seen?.state === "closed" || asked >= mostAsks) end();
      else timer = setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => clearTimeout(timer);
  }, [brand.key, signedIn]);
  return waiting;
}
