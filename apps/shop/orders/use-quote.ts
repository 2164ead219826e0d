import { useCallback, useEffect, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { type CartPlace, readCart } from "../cart/kept.ts";
import { type Prices, questionOf } from "../cart/use-prices.ts";
import { useShop } from "../shop.ts";
import type { Quote } from "./order.ts";

/** What the member switched on; each pays as much as it may. */
export interface Wish {
  readonly points: boolean;
  readonly storedValue: boolean;
}

export interface Quoted {
  /** The last answer; while `waiting`, of what was asked before. */
  readonly quote: Quote | undefined;
  readonly waiting: boolean;
  readonly problem: Problem | undefined;
  reload(): void;
}

/** What the cart costs as an order, and what is left to pay after points and stored value. */
export function useQuote(
  place: CartPlace,
  storeId: string,
  prices: Prices,
  wish: Wish,
): Quoted {
  const { api } = useShop();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ of: string; quote: Quote }>();
  const [problem, setProblem] = useState<{ of: string; problem: Problem }>();
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const priced = prices.waiting ? undefined : prices.shown?.priced.payable.totalMinor;
  const of = `${priced} ${wish.points} ${wish.storedValue} ${round}`;
  useEffect(() => {
    if (priced === undefined) return undefined;
    const stop = new AbortController();
    const { choose, ...cart } = questionOf(storeId, readCart(place));
    const body = {
      ...cart,
      ...(choose ? { choose } : {}),
      ...(wish.points ? { usePoints: "most" as const } : {}),
      ...(wish.storedValue ? { useStoredValueMinor: "most" as const } : {}),
    };
    api.quoteOrder(body, stop.signal).then(
      (quote) => setAnswer({ of, quote }),
      (thrown) => {
        if (!stop.signal.aborted) setProblem({ of, problem: asProblem(thrown) });
      },
    );
    return () => stop.abort();
    // `of` says all that the question depends on
  }, [of, storeId]);
  return {
    quote: answer?.quote,
    waiting: answer?.of !== of && problem?.of !== of,
    problem: problem?.of === of ? problem.problem : undefined,
    reload,
  };
}
