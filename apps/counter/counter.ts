import { createContext, useCallback, useContext, useEffect, useState } from "react";
import type { Api, SessionBrand, Staff, Store } from "./api.ts";
import type { Outbox } from "./outbox.ts";
import { asProblem, type Problem } from "./problem.ts";

/** Who works where: everything below the choice of the store has it. */
export interface Counter {
  api: Api;
  outbox: Outbox;
  brand: SessionBrand;
  staff: Staff;
  store: Store;
  email: string;
  severalBrands: boolean;
  changeStore(): void;
  changeBrand(): void;
  /** The session ended: sign in again. */
  signedOut(): void;
}

export const CounterContext = createContext<Counter | null>(null);

export function useCounter(): Counter {
  const counter = useContext(CounterContext);
  if (!counter) throw new Error("useCounter outside of the app");
  return counter;
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

/** Whether the phone believes that it has a network. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const change = () => setOnline(navigator.onLine);
    addEventListener("online", change);
    addEventListener("offline", change);
    return () => {
      removeEventListener("online", change);
      removeEventListener("offline", change);
    };
  }, []);
  return online;
}

/** The phone's clock, rendered each second. */
export function useClock(): number {
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return at;
}

/** The calendar day of an instant in the brand's zone: `2026-11-21`. */
export function dayIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}
