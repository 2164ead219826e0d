import { useEffect, useState } from "react";

/** The time of a clock, epoch milliseconds, rendered each second. `now` must stay the same. */
export function useClock(now: () => number): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000);
    return () => clearInterval(timer);
  }, [now]);
  return at;
}
