import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, CallInput, OperationId } from "#packages/sdk/index.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { setClockByReply } from "../clock.ts";
import { useShop } from "../shop.ts";
import { entryOf, type Entry, type Mine, type Release } from "./answer.ts";
import { paceMs } from "./pace.ts";

/** A page that the service worker kept is older. */
const freshMs = 5_000;

export interface Seen {
  release: Release | undefined;
  mine: Mine | null;
  entry: Entry | undefined;
  /** Why the newest answer is missing; what was seen before stays. */
  problem: Problem | undefined;
  /** Asks at once. */
  refresh(): Promise<void>;
  /** An entry as a write has answered it. */
  put(entry: Entry): void;
}

/** A release and what the member has in it: first as the page carried them, then asked anew. */
export function useRelease(releaseId: string): Seen {
  const { brand, first, member, setMember, now } = useShop();
  const ask = useTimed();
  const carried = first.release?.releaseId === releaseId ? first.release : undefined;
  const [release, setRelease] = useState(carried);
  const [mine, setMine] = useState<Mine | null>(carried ? (first.mine ?? null) : null);
  const [problem, setProblem] = useState<Problem>();
  const signedIn = member !== null;
  const isSignedIn = useRef(signedIn);
  isSignedIn.current = signedIn;

  const refresh = useCallback(async () => {
    const path = { brand: brand.key, releaseId };
    try {
      const [next, own] = await Promise.all([
        ask("getOpenRelease", { path }),
        isSignedIn.current ? ask("getMyReleaseEntries", { path }) : null,
      ]);
      setRelease(next);
      if (own) setMine((before) => newer(before, own));
      else if (!isSignedIn.current) setMine(null);
      setProblem(undefined);
    } catch (thrown) {
      const found = asProblem(thrown);
      if (found.status === 401) setMember(null);
      setProblem(found);
    }
  }, [ask, brand.key, releaseId, setMember]);

  const entry = entryOf(mine);
  const known = useRef({ release, entry });
  known.current = { release, entry };
  const fresh = carried !== undefined && Math.abs(now() - carried.serverAt) < freshMs;
  usePolling(refresh, `${signedIn}`, fresh, () => {
    const { release: shown, entry: own } = known.current;
    return shown ? paceMs(shown, shown.slots, own, now()) : 2_000;
  });

  const put = useCallback((next: Entry) => {
    setMine((before) => ({
      lost: before?.lost ?? null,
      serverAt: next.serverAt,
      entries: [...(before?.entries ?? []).filter((one) => one.entryId !== next.entryId), next],
    }));
  }, []);

  return { release, mine, entry, problem, refresh, put };
}

/** An answer that was asked for before a write came back does not undo what the write said. */
function newer(before: Mine | null, asked: Mine): Mine {
  return before && before.serverAt > asked.serverAt ? before : asked;
}

/** Calls whose answers set the clock: they say the server's time to the millisecond. */
function useTimed() {
  const { api } = useShop();
  return useCallback(
    async <Id extends OperationId>(id: Id, input: CallInput<Id>): Promise<Answer<Id>> => {
      const askedAt = Date.now();
      const answer = await api.call(id, input);
      const { serverAt } = answer as { serverAt?: number };
      if (serverAt !== undefined) setClockByReply(serverAt, askedAt, Date.now());
      return answer;
    },
    [api],
  );
}

/**
 * Asks while the page is seen; at once when it is seen again, the network is back or `key` has
 * changed. What came with a `fresh` page is not asked for a second time.
 */
function usePolling(
  refresh: () => Promise<void>,
  key: string,
  fresh: boolean,
  pace: () => number | null,
): void {
  const paceNow = useRef(pace);
  paceNow.current = pace;
  const skip = useRef(fresh);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const plan = () => {
      const waitMs = paceNow.current();
      if (gone || waitMs === null) return;
      timer = setTimeout(() => void ask(), waitMs);
    };
    const ask = async () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") await refresh();
      clearTimeout(timer);
      plan();
    };
    const atOnce = () => void ask();
    document.addEventListener("visibilitychange", atOnce);
    addEventListener("online", atOnce);
    if (skip.current) plan();
    else atOnce();
    skip.current = false;
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", atOnce);
      removeEventListener("online", atOnce);
    };
  }, [refresh, key]);
}
