import { useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useClock } from "#packages/ui/use-clock.ts";
import { useShop } from "./shop.ts";

const pauseBeforeSending = 500;
const repeatAfter = 60_000;

export interface OneTimeCode {
  sending: boolean;
  sentTo: string | undefined;
  /** Only the demo's message port answers with the code itself. */
  demoCode: string | undefined;
  problem: Problem | undefined;
  waitSeconds: number;
  canRepeat: boolean;
  repeat(): void;
}

interface Sent {
  phone: string;
  at: number;
  demoCode?: string | undefined;
  problem?: Problem;
}

/** Asks for a code as soon as the number is complete, once a number, and again on request. */
export function useOneTimeCode(phone: string | undefined): OneTimeCode {
  const { api, now } = useShop();
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Sent>();
  const asked = useRef(new Set<string>());
  const clock = useClock(now);

  async function ask(number: string): Promise<void> {
    asked.current.add(number);
    setSending(true);
    try {
      const { demoCode } = await api.askCode(number);
      setSent({ phone: number, at: now(), demoCode });
    } catch (thrown) {
      setSent({ phone: number, at: now(), problem: asProblem(thrown) });
    } finally {
      setSending(false);
    }
  }

  useEffect(() => {
    if (!phone || asked.current.has(phone)) return undefined;
    const timer = setTimeout(() => void ask(phone), pauseBeforeSending);
    return () => clearTimeout(timer);
  }, [phone]);

  const mine = sent && sent.phone === phone ? sent : undefined;
  const waitSeconds = mine ? Math.ceil((mine.at + repeatAfter - clock) / 1000) : 0;
  return {
    sending,
    sentTo: mine && !mine.problem ? mine.phone : undefined,
    demoCode: mine?.demoCode,
    problem: mine?.problem,
    waitSeconds: Math.min(60, waitSeconds),
    canRepeat: mine !== undefined && !sending && (waitSeconds <= 0 || mine.problem !== undefined),
    repeat: () => void (phone && ask(phone)),
  };
}
