import type { Answers } from "./answer.ts";
import { lineIdOf, type KeptCart } from "./kept.ts";

/** What is no longer as the member saw it last. */
export type News =
  | { kind: "gone"; name: string; nameEn: string | null }
  | { kind: "price"; name: string; nameEn: string | null; fromMinor: number; toMinor: number }
  | { kind: "total"; fromMinor: number; toMinor: number };

export interface Compared {
  cart: KeptCart;
  news: News[];
}

/**
 * A kept cart beside what the server says of it now. `of` names what was priced: a total is
 * compared only with one of the same goods, choice and person; that it fell needs no warning.
 */
export function compared(cart: KeptCart, of: string, answers: Answers): Compared {
  const { priced, products } = answers.own ?? answers.best;
  const gone = cart.lines.filter((line) => answers.gone.includes(line.productId));
  const news: News[] = gone.map(({ name, nameEn }) => ({ kind: "gone", name, nameEn }));
  const lines = cart.lines
    .filter((line) => !gone.includes(line))
    .map((line) => {
      const now = priced.lines.find((one) => one.lineId === lineIdOf(line));
      if (!now) return line;
      const { name, nameEn } = products[line.productId] ?? line;
      const unitMinor = now.initialMinor / now.quantity;
      const fromMinor = line.unitMinor;
      if (fromMinor !== null && fromMinor !== unitMinor) {
        news.push({ kind: "price", name, nameEn, fromMinor, toMinor: unitMinor });
      }
      return { ...line, name, nameEn, unitMinor };
    });
  const { totalMinor } = priced.payable;
  const { seen } = cart;
  if (seen && seen.of === of && seen.totalMinor < totalMinor) {
    news.push({ kind: "total", fromMinor: seen.totalMinor, toMinor: totalMinor });
  }
  return { cart: { ...cart, lines, seen: { of, totalMinor } }, news };
}
