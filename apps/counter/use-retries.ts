import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { keptMs, type Outbox, type Outcome, type Unconfirmed } from "./outbox.ts";
import { signal } from "./signal.ts";
import { signalOf } from "./use-flow.ts";

export interface News {
  entry: Unconfirmed;
  outcome: Outcome;
}

export interface Retries {
  entries: readonly Unconfirmed[];
  /** What was settled on a repeat and has not been read yet. */
  news: readonly News[];
  trying: boolean;
  retry(): void;
  read(key: string): void;
  remove(key: string): void;
  /** Sent by this staff and young enough for the server to know its key. */
  isMine(entry: Unconfirmed): boolean;
  isOld(entry: Unconfirmed): boolean;
}

const pausesMs = [3000, 5000, 10_000, 20_000, 30_000];

/** Asks again for what has no answer: when the network comes back, and in growing pauses. */
export function useRetries(outbox: Outbox, staffId: string): Retries {
  const entries = useSyncExternalStore(outbox.subscribe, outbox.list);
  const [news, setNews] = useState<readonly News[]>([]);
  const [trying, setTrying] = useState(false);
  const isOld = (entry: Unconfirmed) => Date.now() - entry.startedAt > keptMs;
  const isMine = (entry: Unconfirmed) => entry.staffId === staffId;
  const waiting = entries.filter((one) => isMine(one) && !isOld(one) && one.tries > 0);
  const tries = Math.min(...waiting.map((one) => one.tries));

  const retry = useCallback(() => {
    const due = outbox.list().filter((one) => isMine(one) && !isOld(one) && one.tries > 0);
    if (due.length === 0) return;
    setTrying(true);
    const sent = due.map(async (entry) => {
      const outcome = await outbox.send(entry);
      if (outcome.kind === "unconfirmed") return;
      signal(signalOf(outcome));
      setNews((all) => [...all.filter((one) => one.entry.key !== entry.key), { entry, outcome }]);
    });
    void Promise.all(sent).finally(() => setTrying(false));
  }, [outbox, staffId]);

  useEffect(() => {
    if (waiting.length === 0) return undefined;
    const pause = pausesMs[Math.min(tries - 1, pausesMs.length - 1)] ?? 3000;
    const timer = setTimeout(retry, pause);
    return () => clearTimeout(timer);
  }, [waiting.length, tries, retry]);

  useEffect(() => {
    const visible = () => document.hidden || retry();
    addEventListener("online", retry);
    addEventListener("visibilitychange", visible);
    return () => {
      removeEventListener("online", retry);
      removeEventListener("visibilitychange", visible);
    };
  }, [retry]);

  const read = (key: string) => setNews((all) => all.filter((one) => one.entry.key !== key));
  return { entries, news, trying, retry, read, remove: outbox.remove, isMine, isOld };
}
