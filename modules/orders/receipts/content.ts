import type { PaymentsTable } from "../tables.ts";
import type { Lang } from "#platform/context.ts";

type Party = "group" | "region" | "store" | "supplier" | "platform";

export interface ReceiptReduction {
  readonly name: string;
  /** Who bears it. */
  readonly by: readonly Party[];
  readonly amountMinor: number;
}

export interface ReceiptLine {
  readonly name: string;
  /** The chosen values in words; empty: there is nothing to choose. */
  readonly options: string;
  readonly quantity: number;
  readonly returned: number;
  readonly unitMinor: number;
  readonly initialMinor: number;
  readonly reductions: readonly ReceiptReduction[];
}

/** All that a receipt says, in one language; amounts in minor units, times as they are printed. */
export interface ReceiptContent {
  readonly lang: Lang;
  readonly currency: string;
  readonly brandName: string;
  readonly storeName: string;
  readonly storeAddress: string;
  readonly storePhone: string;
  /** Which print of this order it is: the first is 1. Null: shown, not printed. */
  readonly print: number | null;
  readonly number: string;
  /** What the QR says: where the member finds the order. */
  readonly url: string;
  readonly time: string;
  readonly cashier: string | null;
  readonly memberMasked: string | null;
  readonly lines: readonly ReceiptLine[];
  readonly gifts: readonly { readonly label: string; readonly quantity: number }[];
  readonly deliveryMinor: number;
  readonly goodsMinor: number;
  readonly savedMinor: number;
  readonly totalMinor: number;
  readonly points: { readonly used: number; readonly minor: number } | null;
  readonly storedValueMinor: number;
  readonly payments: readonly {
    readonly method: PaymentsTable["method"];
    readonly amountMinor: number;
  }[];
  /** Of the cash that was handed over; null: none, or it was not written down. */
  readonly cash: { readonly givenMinor: number; readonly changeMinor: number } | null;
  readonly unpaidMinor: number;
  readonly refunds: readonly { readonly time: string; readonly amountMinor: number }[];
  readonly earned: { readonly points: number; readonly balance: number } | null;
}
