import { useEffect, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useShop } from "../shop.ts";
import type { MemberCode } from "./answers.ts";

export interface ShownMemberCode {
  code: MemberCode | undefined;
  problem: Problem | undefined;
  /** Server time; moves each second. */
  now: number;
}

/** The member's changing code; a new one is taken when the shown one ends. */
export function useMemberCode(): ShownMemberCode {
  const { api, brand, now } = useShop();
  const [code, setCode] = useState<MemberCode>();
  const [problem, setProblem] = useState<Problem>();
  const [time, setTime] = useState(now);

  useEffect(() => {
    let ends = 0;
    let asking = false;
    const step = async (): Promise<void> => {
      setTime(now());
      if (asking || document.visibilityState === "hidden" || ends > now()) return;
      asking = true;
      try {
        const made = await api.call("showMemberCode", { path: { brand: brand.key } });
        ends = made.shownUntil;
        setCode(made);
        setProblem(undefined);
      } catch (thrown) {
        setProblem(asProblem(thrown));
        // Not each second: a phone without a network asks again in ten.
        ends = now() + 10_000;
      }
      asking = false;
    };
    void step();
    const timer = setInterval(() => void step(), 1_000);
    return () => clearInterval(timer);
  }, [api, brand.key, now]);

  return { code, problem, now: time };
}
