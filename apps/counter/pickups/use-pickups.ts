import { useCallback, useEffect, useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useCounter } from "../counter.ts";

export type Pickup = Answer<"listPickups">["items"][number];
export type PickupState = "waiting" | "collected";

export interface Pickups {
  items: Pickup[] | undefined;
  problem: Problem | undefined;
  more: (() => void) | undefined;
  reload(): void;
}

// An order that was just paid is seen without anybody touching the screen.
const lookMs = 10_000;

interface Shown {
  key: string;
  items: Pickup[];
  next: string | null;
}

/** The store's pickups of one state; what was seen stays while the line is gone. */
export function usePickups(state: PickupState): Pickups {
  const { api, brand, store } = useCounter();
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState<Problem>();
  const [round, setRound] = useState(0);
  const key = `${store.storeId} ${state}`;
  const mine = shown?.key === key ? shown : undefined;

  const ask = useCallback((cursor?: string) => {
    const query = { storeId: store.storeId, state, ...(cursor ? { cursor } : {}) };
    return api.call("listPickups", { path: { brand: brand.key }, query });
  }, [api, brand.key, store.storeId, state]);

  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      if (document.visibilityState === "hidden") return;
      try {
        const page = await ask();
        if (current) setShown({ key, ...page });
        if (current) setProblem(undefined);
      } catch (thrown) {
        if (current) setProblem(asProblem(thrown));
      }
    };
    void look();
    const timer = setInterval(() => void look(), lookMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [ask, key, round]);

  const next = mine?.next ?? null;
  async function load(cursor: string): Promise<void> {
    const page = await ask(cursor).catch(() => null);
    if (page) setShown({ key, items: [...(mine?.items ?? []), ...page.items], next: page.next });
  }
  return {
    items: mine?.items,
    problem,
    more: next === null ? undefined : () => void load(next),
    reload: () => setRound((before) => before + 1),
  };
}
