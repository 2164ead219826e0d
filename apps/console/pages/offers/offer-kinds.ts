import type { Category } from "#packages/pricing/browser.ts";

/** What an operator can choose to make, by the words of the trade. */
export const cartKinds = [
  "full_cut",
  "every_cut",
  "full_percent",
  "full_gift",
  "free_delivery",
] as const;
export const goodsKinds = [
  "price_level",
  "each_off",
  "nth_off",
  "buy_get",
  "bundle",
  "add_on",
] as const;
export const voucherKinds = [
  "amount_off",
  "percent_off",
  "exchange",
  "gift",
  "delivery_voucher",
] as const;

export type RuleKind = (typeof cartKinds)[number] | (typeof goodsKinds)[number];
/** `unstated`: settled elsewhere. `custom`: written by the API in a form that has no fields. */
export type VoucherKind = (typeof voucherKinds)[number] | "unstated";
export type OfferKind = RuleKind | VoucherKind | "custom";

export const categories: readonly Category[] = [
  "price",
  "item",
  "order",
  "gift",
  "category_voucher",
  "store_voucher",
  "subsidy_voucher",
  "delivery",
];
export const voucherCategories = [
  "store_voucher",
  "category_voucher",
  "subsidy_voucher",
] as const satisfies readonly Category[];

const ofKind: Readonly<Record<RuleKind | VoucherKind, Category>> = {
  full_cut: "order",
  every_cut: "order",
  full_percent: "order",
  full_gift: "gift",
  free_delivery: "delivery",
  price_level: "price",
  each_off: "item",
  nth_off: "item",
  buy_get: "item",
  bundle: "item",
  add_on: "item",
  amount_off: "store_voucher",
  percent_off: "store_voucher",
  exchange: "store_voucher",
  gift: "store_voucher",
  unstated: "store_voucher",
  delivery_voucher: "delivery",
};

export const isVoucherKind = (kind: OfferKind): kind is VoucherKind =>
  kind === "unstated" || (voucherKinds as readonly string[]).includes(kind);

/** The category of a kind, unless the operator says another. */
export function categoryOf(kind: OfferKind, needsVoucher: boolean): Category {
  if (kind === "custom") return "item";
  const own = ofKind[kind];
  return needsVoucher && !isVoucherKind(kind) && own !== "delivery" ? "store_voucher" : own;
}
