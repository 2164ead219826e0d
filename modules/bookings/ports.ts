import type { Context } from "#platform/context.ts";

export interface DepositAsk {
  readonly memberId: string;
  readonly storeId: string;
  readonly productId: string;
  readonly amountMinor: number;
}

/** Takes deposits; implemented by those who sell. Run inside the booking's transaction. */
export interface DepositTaker {
  /** Places the order that the deposit is paid by; null: the product is not sold at that amount. */
  place(ctx: Context, ask: DepositAsk): Promise<string | null>;
  isPaid(ctx: Context, orderId: string): Promise<boolean>;
  /** Closes an order that is not paid; sends the money of one that is paid back. */
  giveBack(ctx: Context, orderId: string): Promise<"closed" | "returning">;
}

let taker: DepositTaker | null = null;

/** Called by the composition root. */
export function wireDeposits(wired: DepositTaker): void {
  taker = wired;
}

export const depositTaker = (): DepositTaker | null => taker;
