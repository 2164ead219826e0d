import {
  type AgreedPrice, priceOrder, type WalletWish,
} from "#modules/promotions/index.ts";
import type { Source } from "#modules/channels/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { together } from "#platform/together.ts";
import {
  type BalanceTerms, depositOf, presaleOfCart, promisesOf,
} from "./presale/presale-terms.ts";
import type { PaymentKind } from "./states.ts";

export interface OrderedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  readonly quantity: number;
}

export interface OrderAsk extends WalletWish {
  readonly storeId: string;
  /** Null: sold at the till to somebody unknown. */
  readonly memberId: string | null;
  readonly lines: readonly OrderedLine[];
  readonly choose?: readonly string[] | undefined;
  /** Sold at the store's till. */
  readonly atTill?: boolean | undefined;
  /** Where the member comes from, where the caller asks for it too. */
  readonly source?: Promise<Source | null> | undefined;
}

/** The days of a presale with the deposit of these goods. */
export interface Deposit extends BalanceTerms {
  readonly depositMinor: number;
}

export interface Agreed extends AgreedPrice {
  readonly deposit: Deposit | null;
}

/** The price of what is asked for at this moment, and its deposit where it is a presale. */
export async function agreePrice(ctx: Context, ask: OrderAsk): Promise<Agreed> {
  if (ask.lines.length === 0) throw refuse("order_empty");
  const found = presaleOfCart(ctx, ask.lines);
  const promised = found.then((presale) => (presale ? promisesOf(presale) : []));
  const [presale, agreed] = await together([
    found, priceOrder(ctx, { ...ask, promised }), promised,
  ]);
  if (!presale) return { ...agreed, deposit: null };
  const { balanceFrom, balanceTo, unpaidRule } = presale;
  const { lines, payable } = agreed.record.priced;
  const depositMinor = depositOf(presale, lines, payable.dueMinor);
  return { ...agreed, deposit: { depositMinor, balanceFrom, balanceTo, unpaidRule } };
}

/** Goods in their presale are bought by deposit, and others are not. */
export function permitKind(kind: PaymentKind, deposit: Deposit | null): void {
  if (deposit && kind !== "deposit") throw refuse("order_deposit_only");
  if (!deposit && kind === "deposit") throw refuse("presale_closed");
}
