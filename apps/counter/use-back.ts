import { useEffect, useRef } from "react";

/** The phone's back key goes one screen back, and leaves the app only from the first one. */
export function useBack(atFirst: boolean, back: () => void): void {
  const now = useRef({ atFirst, back });
  now.current = { atFirst, back };
  useEffect(() => {
    const guard = () => history.pushState({ desk: true }, "");
    if ((history.state as { desk?: boolean } | null)?.desk !== true) guard();
    const onPop = () => {
      if (now.current.atFirst) {
        history.back();
      } else {
        now.current.back();
        guard();
      }
    };
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, []);
}
