import { useEffect, useState } from "react";
import { keepLooking } from "#packages/ui/keep-looking.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { useShop } from "../shop.ts";

const keyOf = (brand: string): string => `bihuan.top-up.${brand}`;

/** The top-up that the member has just gone to pay; the provider's page leads back here. */
export function rememberTopUp(brand: string, topUpId: string): void {
  sessionStorage.setItem(keyOf(brand), topUpId);
}

/** Somebody else has signed in on this phone: nothing will come. */
function notOurs(thrown: unknown): { state: "closed" } {
  if (asProblem(thrown).status === 404) return { state: "closed" };
  throw thrown;
}

/** True while a top-up that was paid for is looked for; `onPaid` when it is there. */
export function useWaiting(onPaid: () => void): boolean {
  const { api, brand, member } = useShop();
  const [waiting, setWaiting] = useState(() => sessionStorage.getItem(keyOf(brand.key)) !== null);
  const signedIn = member !== null;
  useEffect(() => {
    const topUpId = sessionStorage.getItem(keyOf(brand.key));
    if (!topUpId || !signedIn) return undefined;
    const path = { brand: brand.key, topUpId };
    return keepLooking(async () => {
      const { state } = await api.call("getMyTopUp", { path }).catch(notOurs);
      if (state === "paid") onPaid();
      if (state !== "paid" && state !== "closed") return true;
      sessionStorage.removeItem(keyOf(brand.key));
      setWaiting(false);
      return false;
    });
  }, [brand.key, signedIn]);
  return waiting;
}
