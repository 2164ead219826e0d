import { useCallback, useEffect, useRef, useState } from "react";
import { pauseBefore } from "#packages/ui/heal.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import type { Api } from "../api.ts";
import { useShop } from "../shop.ts";
import { candidateOf, toggled, yielding, type Answers, type CartAnswer } from "./answer.ts";
import { keepAnswers, keptAnswers } from "./kept-answers.ts";
import { changeCart, lineIdOf, readCart, useCart, type CartPlace, type KeptCart } from "./kept.ts";
import { compared, type News } from "./news.ts";
import { useText } from "./words.ts";

/** Several taps on a stepper are one question. */
const settleMs = 140;
/** Offers begin and end: whoever comes back to the page after this long is answered anew. */
const freshMs = 60_000;

export interface Prices {
  cart: KeptCart;
  /** The last answer; while `waiting`, of the cart as it was before the last change. */
  answers: Answers | undefined;
  /** The member's own combination where there is one, else the best. */
  shown: CartAnswer | undefined;
  waiting: boolean;
  problem: Problem | undefined;
  news: News[];
  forgetNews(): void;
  /** Ticks or unticks an offer or a voucher. */
  toggle(id: string): void;
  best(): void;
  reload(): void;
}

interface Question {
  storeId: string;
  lines: { lineId: string; productId: string; variantId?: string; quantity: number }[];
  choose: string[] | null;
}

/** The running price of a store's cart: asked after each change; the older stays meanwhile. */
export function usePrices(place: CartPlace, storeId: string | undefined): Prices {
  const { api, member } = useShop();
  const { lang } = useText();
  const cart = useCart(place);
  const goods = cart.lines.map((line) => `${lineIdOf(line)}*${line.quantity}`).join();
  const of = [goods, cart.choose?.join(), member?.phoneMasked].join("|");
  const key = `${lang}|${of}`;
  const [answer, setAnswer] = useState(() => keptAnswers(place));
  const [problem, setProblem] = useState<{ key: string; problem: Problem }>();
  const [news, setNews] = useState<News[]>([]);
  const [round, setRound] = useState(0);
  // what is kept of an earlier page is shown, but it is not yet the answer of now
  const [fresh, setFresh] = useState(false);
  const wish = useRef<string | null>(null);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const empty = cart.lines.length === 0;

  useEffect(() => {
    if (storeId === undefined || empty) return undefined;
    const stop = new AbortController();
    const question = questionOf(storeId, readCart(place));
    const run = async (): Promise<Problem | undefined> => {
      try {
        const answers = await ask(api, question, stop.signal);
        if (stop.signal.aborted) return;
        if (wish.current && answers.own && question.choose) {
          const choose = yielding(answers.own, question.choose, wish.current);
          if (choose) return void changeCart(place, (now) => ({ ...now, choose }));
          tellUnmet(answers.own, wish.current);
          wish.current = null;
        }
        const told = compared(readCart(place), of, answers);
        setNews((before) => [...before, ...told.news]);
        changeCart(place, () => told.cart);
        setAnswer(keepAnswers(place, key, answers));
        setProblem(undefined);
        setFresh(true);
      } catch (thrown) {
        if (stop.signal.aborted) return;
        const problem = asProblem(thrown);
        setProblem({ key, problem });
        return problem;
      }
    };
    return untilAnswered(answer ? settleMs : 0, run, stop);
    // `key` says all that the question depends on
  }, [key, storeId, empty, round]);

  useReturn(reload);
  const answers = empty ? undefined : answer?.answers;
  return {
    cart,
    answers,
    shown: answers && (answers.own ?? answers.best),
    waiting: !empty && !(fresh && answer?.key === key),
    problem: problem?.key === key ? problem.problem : undefined,
    news,
    forgetNews: () => setNews([]),
    toggle(id) {
      if (!answers) return;
      const choose = toggled(answers, id);
      wish.current = choose.includes(id) ? id : null;
      changeCart(place, (now) => ({ ...now, choose }));
    },
    best: () => changeCart(place, (now) => ({ ...now, choose: null })),
    reload,
  };
}

/**
 * Asks after a moment, and again while it fails by what passes: a browser says that it is back
 * before its network is. Answers how to end it.
 */
function untilAnswered(
  waitMs: number,
  run: () => Promise<Problem | undefined>,
  stop: AbortController,
): () => void {
  const go = async (asked: number): Promise<void> => {
    const problem = await run();
    const pause = problem ? pauseBefore(asked, problem.status) : null;
    if (pause === null || stop.signal.aborted) return;
    timer = setTimeout(() => void go(asked + 1), pause);
  };
  let timer = setTimeout(() => void go(1), waitMs);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

/** A tick that could not be granted says why. */
function tellUnmet({ priced, sentences }: CartAnswer, wish: string): void {
  const at = priced.notApplied.findIndex((one) => candidateOf(one) === wish);
  const why = sentences.notApplied[at];
  if (why) toast(why);
}

export function questionOf(storeId: string, cart: KeptCart): Question {
  const lines = cart.lines.map(({ productId, variantId, quantity }) => ({
    lineId: lineIdOf({ productId, variantId }),
    productId,
    ...(variantId ? { variantId } : {}),
    quantity,
  }));
  return { storeId, lines, choose: cart.choose };
}

/** The member's own combination is always shown beside the best one. */
async function ask(api: Api, question: Question, signal: AbortSignal): Promise<Answers> {
  const { choose, ...rest } = question;
  try {
    const [best, own] = await Promise.all([
      api.priceCart(rest, signal),
      choose ? api.priceCart({ ...rest, choose }, signal) : null,
    ]);
    return { best, own, gone: [] };
  } catch (thrown) {
    const gone = goneOf(thrown);
    const lines = question.lines.filter((line) => !gone.includes(line.productId));
    if (gone.length === 0 || lines.length === question.lines.length) throw thrown;
    const answers = await ask(api, { ...question, lines }, signal);
    return { ...answers, gone: [...gone, ...answers.gone] };
  }
}

/** Products that the server does not sell any more; the rest of the cart is priced without. */
function goneOf(thrown: unknown): string[] {
  const { code, params } = asProblem(thrown);
  const { productIds } = params;
  return code === "cart_goods_not_sold" && Array.isArray(productIds) ? productIds : [];
}

/** Asks again when the network is back, or the member after a while. */
function useReturn(reload: () => void): void {
  useEffect(() => {
    let left = Date.now();
    const look = () => {
      if (document.hidden) left = Date.now();
      else if (Date.now() - left > freshMs) reload();
    };
    addEventListener("online", reload);
    document.addEventListener("visibilitychange", look);
    return () => {
      removeEventListener("online", reload);
      document.removeEventListener("visibilitychange", look);
    };
  }, [reload]);
}
