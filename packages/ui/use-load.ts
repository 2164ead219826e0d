import { useCallback, useEffect, useState } from "react";
import { asProblem, type Problem } from "./problem.ts";

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
