import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";

interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** A list page by page, the first carried or asked; anew when `key` changes. */
export function usePaged<Item, First extends Page<Item>>(
  key: string | null,
  ask: (cursor?: string) => Promise<First>,
  carried?: First,
) {
  const asked = useLoad(carried ? null : key, () => ask());
  const first = carried ?? asked.data;
  const [more, setMore] = useState<{ key: string; page: Page<Item> }>();
  const [failed, setFailed] = useState<Problem>();
  const rest = more?.key === key ? more.page : undefined;
  const next = rest ? rest.next : (first?.next ?? null);
  async function load(): Promise<void> {
    if (!next || key === null) return;
    setFailed(undefined);
    try {
      const page = await ask(next);
      setMore({ key, page: { items: [...(rest?.items ?? []), ...page.items], next: page.next } });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }
  return {
    first,
    items: [...(first?.items ?? []), ...(rest?.items ?? [])],
    loading: asked.loading,
    problem: asked.problem ?? failed,
    more: next ? () => void load() : null,
    reload: asked.reload,
  };
}

export type Score = Answer<"listProductReviews">["score"];
