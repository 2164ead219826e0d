import type { Goods } from "../api.ts";

export interface GoodsPrice {
  listPriceMinor: number;
  priceMinor: number;
  priceOf: Goods["priceOf"];
  memberPriceMinor: number | null;
}

export type ProductBlock =
  | "gifts" | "reviews" | "area" | "method" | "cart" | "promise" | "details";

/** Everything that a product's page in a store shows. */
export interface Product {
  productId: string;
  externalCode: string;
  name: string;
  nameEn: string | null;
  brandLabel: string;
  kind: "goods" | "service" | "business";
  handling: "online" | "store_only" | "apply_online" | "print_in_store";
  phase: "preview" | "open" | "past";
  opensAt: number | null;
  closesAt: number | null;
  /** False: not sold to whoever came this way. */
  inChannel: boolean;
  details: string;
  detailsEn: string | null;
  axes: {
    key: string;
    name: string;
    nameEn: string | null;
    values: { value: string; nameEn: string | null }[];
  }[];
  /** Only these combinations are sold. */
  variants: {
    variantId: string;
    options: Record<string, string>;
    left: number | null;
    price: GoodsPrice | null;
  }[];
  /** How many can be had; null: not counted, or by variant. */
  left: number | null;
  price: GoodsPrice | null;
  offerTitles: { title: string; titleEn: string | null }[];
  gifts: { label: string; title: string; titleEn: string | null }[];
  pictures: { url: string; largeUrl: string; alt: string; altEn: string | null }[];
  blocks: ProductBlock[];
  area: string;
  areaEn: string | null;
  promise: string;
  promiseEn: string | null;
  subscribed: boolean;
}

/** A coming product that the member waits for, or has waited for. */
export interface Preview {
  productId: string;
  name: string;
  nameEn: string | null;
  opensAt: number | null;
  closesAt: number | null;
  phase: "hidden" | "preview" | "open" | "past";
}

/** A presale of one unit; instants are epoch milliseconds, half-open. */
export interface Presale {
  depositMinor: number | null;
  depositBps: number | null;
  /** What the deposit counts for; null: for itself. */
  worthMinor: number | null;
  depositTo: number;
  balanceFrom: number;
  balanceTo: number;
  unpaidRule: "keep" | "return";
}
