import { createContext, useContext } from "react";
import type { Api, Brand, PageData } from "./api.ts";

export interface Shop {
  api: Api;
  brand: Brand;
  /** What the first HTML answer carried. */
  first: PageData;
  member: { phoneMasked: string } | null;
  setMember(member: { phoneMasked: string } | null): void;
  /** The server's clock, epoch milliseconds. A phone's own may be wrong by hours. */
  now(): number;
  /** A path of this brand: `/wallet` → `/{brand}/wallet`. */
  path(rest: string): string;
  /** Tells the server once that the visitor did something on the page. */
  acted(): void;
}

export const ShopContext = createContext<Shop | null>(null);

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error("useShop outside of the app");
  return shop;
}
