// "tea 30 x2, cake 12 floor 10, delivery 8": product, list price, quantity; member, activity and
// floor price of one unit. A product in two lines is `tea` and `tea.2`.
import { parseMajor } from "../../money/index.ts";
import type { Cart, CartLine } from "../cart.ts";

type Kind = Pick<CartLine, "categoryIds" | "brandLabel" | "tags">;

const kind = (category: string, brandLabel: string, ...tags: string[]): Kind =>
  ({ categoryIds: [category, "goods"], brandLabel, tags });

/** The shop's shelf: what every product is. */
export const shelf: Readonly<Record<string, Kind>> = {
  tea: kind("drinks", "Yun", "hot"),
  coffee: kind("drinks", "Bei", "hot"),
  juice: kind("drinks", "Bei"),
  cake: kind("bakery", "Yun", "new"),
  bread: kind("bakery", "Bei"),
  cup: kind("ware", "Yun", "new"),
  pot: kind("ware", "Bei"),
};

export function minorOf(text: string, currency: string): number {
  const negative = text.startsWith("-");
  const minor = parseMajor(negative ? text.slice(1) : text, currency);
  if (minor === null) throw new Error(`no amount: ${text}`);
  return negative ? -minor : minor;
}

export function readGoods(cells: readonly string[], currency: string): Cart {
  const lines: CartLine[] = [];
  let deliveryMinor: number | undefined;
  for (const cell of cells) {
    const [name = "", price = "", ...rest] = cell.split(/\s+/);
    if (name === "delivery") {
      deliveryMinor = minorOf(price, currency);
      continue;
    }
    const before = lines.filter((line) => line.productId === name).length;
    const lineId = before === 0 ? name : `${name}.${before + 1}`;
    lines.push({ lineId, ...readProduct(cell, currency), quantity: quantityOf(rest) });
  }
  return { currency, lines, ...(deliveryMinor === undefined ? {} : { deliveryMinor }) };
}

/** A product as a cart line without id and quantity. */
export function readProduct(
  cell: string, currency: string,
): Omit<CartLine, "lineId" | "quantity"> {
  const [productId = "", price = "", ...rest] = cell.split(/\s+/);
  const known = shelf[productId];
  if (!known) throw new Error(`not on the shelf: ${productId}`);
  const after = (word: string) => {
    const at = rest.indexOf(word);
    return at < 0 ? undefined : minorOf(rest[at + 1]!, currency);
  };
  const [member, activity, floor] = [after("member"), after("activity"), after("floor")];
  const prices = {
    ...(member === undefined ? {} : { member }), ...(activity === undefined ? {} : { activity }),
  };
  return {
    productId, listMinor: minorOf(price, currency), ...known,
    ...(member === undefined && activity === undefined ? {} : { prices }),
    ...(floor === undefined ? {} : { floorMinor: floor }),
  };
}

function quantityOf(words: readonly string[]): number {
  return Number(words.find((word) => /^x\d+$/.test(word))?.slice(1) ?? 1);
}
