import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { dayIn, useCounter, type Counter } from "../counter.ts";
import { signal } from "../signal.ts";
import { useText } from "../text.ts";
import { type Booking, newlyHere } from "./sections.ts";
import { whoOf } from "./words.ts";

const lookMs = 4_000;
/** Who is served past midnight still belongs to the evening before. */
const nightMs = 6 * 3_600_000;

export interface Day {
  readonly bookings: readonly Booking[] | undefined;
  readonly waits: readonly Wait[];
  readonly problem: Problem | undefined;
  reload(): void;
  /** Shows at once what an act answered. */
  put(booking: Booking): void;
}

export type Wait = Awaited<ReturnType<typeof waitsOf>>[number];

/** Today's bookings, looked at again and again; a check-in at the door is heard. */
export function useDay(): Day {
  const counter = useCounter();
  const words = useText();
  const [bookings, setBookings] = useState<Booking[]>();
  const [waits, setWaits] = useState<Wait[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const last = useRef<readonly Booking[]>(undefined);
  // Looks and acts in their order: what was asked before the newest that is shown is old.
  const turn = useRef({ begun: 0, shown: 0 });

  const look = useCallback(async () => {
    const mine = ++turn.current.begun;
    try {
      const [list, waiting] = await Promise.all([bookingsOf(counter), waitsOf(counter)]);
      if (mine < turn.current.shown) return;
      turn.current.shown = mine;
      const here = newlyHere(last.current, list);
      last.current = list;
      setBookings(list);
      setWaits(waiting);
      setProblem(undefined);
      if (here.length === 0) return;
      signal("good");
      toast(words.t("bookings.cameIn", { who: here.map((one) => whoOf(words, one)).join("、") }));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }, [counter, words]);

  useEffect(() => {
    void look();
    const timer = setInterval(() => document.hidden || void look(), lookMs);
    return () => clearInterval(timer);
  }, [look]);

  function put(booking: Booking): void {
    turn.current.shown = ++turn.current.begun;
    const swap = (list: readonly Booking[] = []) => [
      ...list.filter((one) => one.bookingId !== booking.bookingId), booking,
    ];
    last.current = swap(last.current);
    setBookings(swap);
  }

  return { bookings, waits, problem, reload: () => void look(), put };
}

async function bookingsOf({ api, brand, staff, store }: Counter): Promise<Booking[]> {
  const from = dayIn(staff.timeZone, Date.now() - nightMs);
  const today = dayIn(staff.timeZone, Date.now());
  const query = { storeId: store.storeId, from, days: 2, limit: 200 };
  const { items } = await api.call("listBookings", { path: { brand: brand.key }, query });
  const open = (one: Booking) => one.state === "arrived" || one.state === "serving";
  return items.filter((one) => open(one) || dayIn(staff.timeZone, one.startsAt) === today);
}

async function waitsOf({ api, brand, store }: Counter) {
  const query = { storeId: store.storeId, limit: 50 };
  const { items } = await api.call("listStoreWaits", { path: { brand: brand.key }, query });
  return items.filter((one) => one.state === "waiting" || one.state === "offered");
}
