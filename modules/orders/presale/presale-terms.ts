import type { Offer } from "#packages/pricing/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { OrderTables, PresalesTable, UnpaidRule } from "../tables.ts";

/** Of the price: what is above it has no effect as a deposit in law (民法典 586). */
const mostKeptBps = 2_000;

export async function presalesOf(
  ctx: Context,
  productIds: readonly string[],
): Promise<Map<string, PresalesTable>> {
  if (productIds.length === 0) return new Map();
  const rows = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.presales")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "in", [...new Set(productIds)])
    .execute();
  return new Map(rows.map((row) => [row.product_id, row]));
}

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

/** Half-open: a deposit is taken at 23:59:59.999 of its last day. */
export const takesDeposits = (presale: PresalesTable, at: Temporal.Instant): boolean =>
  !before(at, presale.deposit_from) && before(at, presale.deposit_to);

/** Days and rule of a presale: what all goods of one order share. */
export interface BalanceTerms {
  readonly balanceFrom: Temporal.Instant;
  readonly balanceTo: Temporal.Instant;
  readonly unpaidRule: UnpaidRule;
}

const termsOf = (row: PresalesTable): BalanceTerms => ({
  balanceFrom: row.balance_from,
  balanceTo: row.balance_to,
  unpaidRule: row.unpaid_rule,
});

const keyOf = (row: PresalesTable): string =>
  `${row.balance_from} ${row.balance_to} ${row.unpaid_rule}`;

/** The presales of a cart now: of none of its goods, or of all with the same days. */
export interface CartPresale extends BalanceTerms {
  readonly rows: ReadonlyMap<string, PresalesTable>;
}

/**
 * The presale that a cart is bought in; null: its goods are sold as usual. Refuses `presale_mixed`
 * for goods that cannot be in one order.
 */
export async function presaleOfCart(
  ctx: Context,
  lines: readonly { readonly productId: string }[],
): Promise<CartPresale | null> {
  const all = await presalesOf(ctx, lines.map((line) => line.productId));
  const rows = new Map([...all].filter(([, row]) => takesDeposits(row, ctx.now)));
  const [first] = rows.values();
  if (!first) return null;
  const same = lines.every(({ productId }) => {
    const row = rows.get(productId);
    return row !== undefined && keyOf(row) === keyOf(first);
  });
  if (!same) throw refuse("presale_mixed");
  return { rows, ...termsOf(first) };
}

/** What deposits count for beyond themselves, as offers of these orders alone. */
export function promisesOf(presale: CartPresale): Offer[] {
  return [...presale.rows.values()].flatMap((row): Offer[] => {
    const { worth_minor: worthMinor, deposit_minor: depositMinor } = row;
    if (worthMinor === null || depositMinor === null) return [];
    return [{
      offerId: `presale:${row.product_id}`,
      name: "定金膨胀",
      nameEn: "Deposit counts for more",
      category: "item",
      joins: "always",
      scope: { products: [row.product_id] },
      when: {},
      benefit: { kind: "each_off", amountMinor: worthMinor - depositMinor },
      payers: [{ party: "group", bps: 10_000 }],
      sinceMs: row.saved_at.epochMilliseconds,
      trigger: "automatic",
    }];
  });
}

interface PricedLine {
  readonly productId: string;
  readonly quantity: number;
  readonly payableMinor: number;
}

/** The deposit of an order, never more than what money is to pay of it. */
export function depositOf(
  presale: CartPresale,
  lines: readonly PricedLine[],
  dueMinor: number,
): number {
  const deposits = lines.map(({ productId, quantity, payableMinor }) => {
    const row = presale.rows.get(productId);
    if (row?.deposit_minor) return Math.min(payableMinor, row.deposit_minor * quantity);
    return Math.ceil((payableMinor * (row?.deposit_bps ?? 0)) / 10_000);
  });
  return Math.min(dueMinor, deposits.reduce((sum, minor) => sum + minor, 0));
}

/** What the brand keeps of a deposit whose balance the member does not pay. */
export function keptOf(
  rule: UnpaidRule | null,
  depositMinor: number,
  totalMinor: number,
): number {
  if (rule !== "keep") return 0;
  return Math.min(depositMinor, Math.floor((totalMinor * mostKeptBps) / 10_000));
}
