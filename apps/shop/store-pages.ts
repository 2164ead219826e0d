import { useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { NearbyStore, StoreQuery } from "./api.ts";
import { useShop } from "./shop.ts";

export interface StorePages {
  stores: NearbyStore[];
  problem: Problem | undefined;
  loading: boolean;
  /** Loads the next page; absent after the last one. */
  more: (() => void) | undefined;
  reload(): void;
}

interface Tail {
  key: string;
  stores: NearbyStore[];
  next: string | null;
}

/** Stores for a query, page after page; another query begins anew. */
export function useStorePages(query: StoreQuery): StorePages {
  const { api } = useShop();
  const key = `stores ${JSON.stringify(query)}`;
  const first = useLoad(key, () => api.stores(query));
  const [tail, setTail] = useState<Tail>();
  const [failed, setFailed] = useState<Problem>();
  const mine = tail?.key === key ? tail : undefined;
  const next = mine ? mine.next : (first.data?.next ?? null);

  async function load(cursor: string): Promise<void> {
    setFailed(undefined);
    try {
      const page = await api.stores({ ...query, cursor });
      setTail({ key, stores: [...(mine?.stores ?? []), ...page.items], next: page.next });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }

  return {
    stores: [...(first.data?.items ?? []), ...(mine?.stores ?? [])],
    problem: first.problem ?? failed,
    loading: first.loading,
    more: next === null ? undefined : () => void load(next),
    reload: first.reload,
  };
}
