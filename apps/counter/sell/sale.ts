import { parseScanned } from "#packages/codes/index.ts";
import type { SaleAsk, TillGoods } from "./till-api.ts";

/** One line on the counter; prices come from the server. */
export interface SaleLine {
  readonly key: string;
  readonly productId: string;
  readonly variantId: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly options: string;
  readonly listMinor: number;
  readonly quantity: number;
}

export const lineKey = ({ productId, variantId }: Pick<TillGoods, "productId" | "variantId">) =>
  variantId ?? productId;

const mostOfOne = 999;
const mostLines = 200;

/** One more of these goods; new lines come last. */
export function withGoods(lines: readonly SaleLine[], goods: TillGoods): readonly SaleLine[] {
  const key = lineKey(goods);
  const known = lines.find((line) => line.key === key);
  if (known) return withQuantity(lines, key, known.quantity + 1);
  if (lines.length >= mostLines) return lines;
  const { productId, variantId, name, nameEn, options, listMinor } = goods;
  return [...lines, { key, productId, variantId, name, nameEn, options, listMinor, quantity: 1 }];
}

/** None takes the line away. */
export function withQuantity(
  lines: readonly SaleLine[],
  key: string,
  quantity: number,
): readonly SaleLine[] {
  if (quantity <= 0) return lines.filter((line) => line.key !== key);
  const some = Math.min(quantity, mostOfOne);
  return lines.map((line) => (line.key === key ? { ...line, quantity: some } : line));
}

export const unitsOf = (lines: readonly SaleLine[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0);

export const asked = (lines: readonly SaleLine[]): SaleAsk["lines"] =>
  lines.map(({ key, productId, variantId, quantity }) => ({
    lineId: key, productId, variantId, quantity,
  }));

export type Scan =
  | { readonly kind: "member"; readonly text: string }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "voucher" }
  | { readonly kind: "goods"; readonly text: string };

const orderPath = /\/orders\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/;

/** What a scan at the till means; whatever is no code of ours is the barcode of goods. */
export function scanOf(text: string): Scan {
  const plain = text.normalize("NFKC").trim();
  const orderId = orderPath.exec(plain)?.[1];
  if (orderId) return { kind: "order", orderId };
  const { kind } = parseScanned(plain);
  if (kind === "member-link") return { kind: "member", text: plain };
  if (kind === "link-token") return { kind: "voucher" };
  // A barcode may have twelve digits, too: only a member's own number checks as a spoken one.
  return { kind: "goods", text: plain };
}

/** Digits off a payment app's screen, of any length that one has. */
export function payCodeOf(text: string): string | null {
  const digits = text.normalize("NFKC").replaceAll(/\s/g, "");
  return /^\d{16,24}$/.test(digits) ? digits : null;
}

/** What people hand over for an amount: the round sums of notes above it. */
export function handedOver(dueMinor: number, exponent: number): number[] {
  // A yen is a hundredth of what other currencies' notes count in.
  const unit = exponent === 0 ? 100 : 10 ** exponent;
  const sums = [10, 50, 100].map((major) => Math.ceil(dueMinor / (major * unit)) * major * unit);
  return [...new Set(sums)].filter((sum) => sum > dueMinor).sort((a, b) => a - b);
}
