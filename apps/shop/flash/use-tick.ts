import { useEffect, useState } from "react";

/**
 * The server's time, epoch milliseconds, rendered when its second changes: each wait is reckoned
 * from the clock anew, so that the seconds never drift and none is shown twice or left out.
 */
export function useTick(now: () => number): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setAt(now());
      timer = setTimeout(tick, 1000 - (now() % 1000) + 2);
    };
    // a page that comes back to the front has slept
    document.addEventListener("visibilitychange", tick);
    tick();
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [now]);
  return at;
}
