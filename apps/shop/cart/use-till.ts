import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#packages/ui/problem.ts";
import { useShop } from "../shop.ts";
import type { CartAnswer } from "./answer.ts";
import { lineIdOf, type CartPlace } from "./kept.ts";
import { usePrices } from "./use-prices.ts";

/** What is held up at the till. It stays while its vouchers are being redeemed. */
export interface Sheet {
  /** The goods it was made of. */
  goods: string;
  answer: CartAnswer;
  /** Server time of the price. */
  at: number;
  /** A voucher of it has been redeemed: asking anew would price the cart without it. */
  kept: boolean;
}

interface Till {
  sheet: Sheet | undefined;
  empty: boolean;
  problem: Problem | undefined;
  /** From now on the sheet stays as it is. */
  keep(): void;
}

const longestMs = 2 * 3_600_000;

export function useTill(place: CartPlace, storeId: string): Till {
  const { now } = useShop();
  const prices = usePrices(place, storeId);
  const goods = prices.cart.lines.map((line) => `${lineIdOf(line)}*${line.quantity}`).join();
  const [sheet, setSheet] = useState(() => stored(place));
  const { shown, waiting, problem } = prices;
  const held = sheet?.kept && sheet.goods === goods && now() - sheet.at < longestMs;

  useEffect(() => {
    if (held || !shown || waiting || problem) return;
    setSheet(store(place, { goods, answer: shown, at: now(), kept: false }));
    // a new place is another screen
  }, [held, shown, waiting, problem, goods]);

  const keep = useCallback(() => {
    setSheet((before) => before && store(place, { ...before, kept: true }));
  }, [place.brandKey, place.storeCode]);

  const mine = sheet?.goods === goods ? sheet : undefined;
  return {
    sheet: mine,
    empty: prices.cart.lines.length === 0,
    problem: held ? undefined : problem,
    keep,
  };
}

function stored(place: CartPlace): Sheet | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(nameOf(place)) ?? "null") as Sheet | null)
      ?? undefined;
  } catch {
    return undefined; // unreadable is the same as not kept
  }
}

function store(place: CartPlace, sheet: Sheet): Sheet {
  try {
    sessionStorage.setItem(nameOf(place), JSON.stringify(sheet));
  } catch {
    // kept as long as the screen
  }
  return sheet;
}

function nameOf({ brandKey, storeCode }: CartPlace): string {
  return `bihuan.till.${brandKey}.${storeCode}`;
}
