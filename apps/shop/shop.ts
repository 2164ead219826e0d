import { createContext, useCallback, useContext, useEffect, useState } from "react";
import type { Api, Brand, PageData } from "./api.ts";
import { asProblem, type Problem } from "./problem.ts";

export interface Shop {
  api: Api;
  brand: Brand;
  /** What the first HTML answer carried. */
  first: PageData;
  member: { phoneMasked: string } | null;
  setMember(member: { phoneMasked: string } | null): void;
  /** The server's clock, epoch milliseconds. A phone's own may be wrong by hours. */
  now(): number;
  /** A path of this brand: `/wallet` → `/{brand}/wallet`. */
  path(rest: string): string;
  /** Tells the server once that the visitor did something on the page. */
  acted(): void;
}

export const ShopContext = createContext<Shop | null>(null);

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error("useShop outside of the app");
  return shop;
}

export interface Loaded<Data> {
  data: Data | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload(): void;
}

/** Loads when `key` changes; a null key loads nothing. An answer to an older key is dropped. */
export function useLoad<Data>(key: string | null, load: () => Promise<Data>): Loaded<Data> {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; data?: Data; problem?: Problem }>();

  useEffect(() => {
    if (key === null) return undefined;
    let current = true;
    load().then(
      (data) => current && setAnswer({ key, data }),
      (thrown: unknown) => current && setAnswer({ key, problem: asProblem(thrown) }),
    );
    return () => {
      current = false;
    };
    // load is a new function at each render; the key says when it means something else
  }, [key, round]);

  const mine = answer?.key === key ? answer : undefined;
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return {
    data: mine?.data,
    problem: mine?.problem,
    loading: key !== null && mine === undefined,
    reload,
  };
}

/** A clock that renders each second, in server time. */
export function useClock(): number {
  const { now } = useShop();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return at;
}
