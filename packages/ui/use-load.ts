import { useCallback, useEffect, useState } from "react";
import { pauseBefore } from "./heal.ts";
import { asProblem, type Problem } from "./problem.ts";

export interface Loaded<Data> {
  data: Data | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload(): void;
}

/**
 * Loads when `key` changes; a null key loads nothing. An answer to an older key is dropped. A
 * problem that passes, such as a network that is away, is shown at once and asked about again until
 * it has passed: nobody has to find out how to reload.
 */
export function useLoad<Data>(key: string | null, load: () => Promise<Data>): Loaded<Data> {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; data?: Data; problem?: Problem }>();

  useEffect(() => {
    if (key === null) return undefined;
    let current = true;
    let later: ReturnType<typeof setTimeout> | undefined;
    const ask = (asked: number): void => {
      load().then(
        (data) => current && setAnswer({ key, data }),
        (thrown: unknown) => {
          if (!current) return;
          const problem = asProblem(thrown);
          setAnswer({ key, problem });
          const pause = pauseBefore(asked, problem.status);
          if (pause !== null) later = setTimeout(() => ask(asked + 1), pause);
        },
      );
    };
    ask(1);
    return () => {
      current = false;
      clearTimeout(later);
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
