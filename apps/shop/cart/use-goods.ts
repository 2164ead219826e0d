import { useRef, useState } from "react";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Goods, GoodsCategory, GoodsPage } from "../api.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

interface GoodsList {
  /** While another search runs the older goods stay, so that nothing jumps. */
  items: Goods[] | undefined;
  categories: GoodsCategory[];
  loading: boolean;
  problem: Problem | undefined;
  /** Loads the next page; absent after the last one. */
  more: (() => void) | undefined;
  reload(): void;
}

interface Tail {
  key: string;
  items: Goods[];
  next: string | null;
}

/** A store's goods for a search, page after page; another search begins anew. */
export function useGoods(code: string, words: string, category: string | undefined): GoodsList {
  const { api, first, member } = useShop();
  const { lang } = useText();
  const query = { ...(words ? { text: words } : {}), ...(category ? { category } : {}) };
  const plain = !words && !category;
  const isFirst = plain && first.store?.code === code && member === first.member;
  const carried = isFirst ? first.goods : undefined;
  const key = `goods ${code} ${lang} ${member?.phoneMasked ?? ""} ${JSON.stringify(query)}`;
  const asked = useLoad(carried ? null : key, () => api.goods(code, query));
  const [tail, setTail] = useState<Tail>();
  const [failed, setFailed] = useState<Problem>();
  const page: GoodsPage | undefined = carried ?? asked.data;
  const last = useRef<Goods[]>(undefined);
  const categories = useRef<GoodsCategory[]>([]);
  if (page && plain) categories.current = page.categories;
  const mine = tail?.key === key ? tail : undefined;
  const next = mine ? mine.next : (page?.next ?? null);

  async function load(cursor: string): Promise<void> {
    setFailed(undefined);
    try {
      const answer = await api.goods(code, { ...query, cursor });
      setTail({ key, items: [...(mine?.items ?? []), ...answer.items], next: answer.next });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }

  if (page) last.current = [...page.items, ...(mine?.items ?? [])];
  return {
    items: last.current,
    categories: categories.current,
    loading: asked.loading,
    problem: asked.problem ?? failed,
    more: next === null ? undefined : () => void load(next),
    reload: asked.reload,
  };
}
