import { createContext, useContext, useEffect, useState } from "react";
import type { Api, SessionBrand, Staff, Store } from "./api.ts";
import type { Outbox } from "./outbox.ts";

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

/** The phone's clock, epoch milliseconds. */
export const phoneNow = (): number => Date.now();

/** The calendar day of an instant in the brand's zone: `2026-11-21`. */
export function dayIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}
