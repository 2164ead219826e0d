import { App } from "antd";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import {
  type Answer,
  BihuanProblem,
  type CallInput,
  newKey,
  type OperationId,
} from "#packages/sdk/index.ts";
import { api, problemText } from "./api.ts";
import { useText } from "./text.ts";

export type Item<Id extends OperationId> =
  Answer<Id> extends { items: readonly (infer One)[] } ? One : never;

/**
 * Reads one operation; asked again in another language, for errors come in the caller's. The answer
 * before stays meanwhile, unless it is of another thing: that must not be taken for this one.
 */
export function useAnswer<Id extends OperationId>(
  id: Id,
  input: CallInput<Id>,
  options: { enabled?: boolean; refetchInterval?: number } = {},
) {
  const { lang } = useText();
  return useQuery({
    queryKey: [id, input, lang],
    queryFn: ({ signal }) => api.call(id, { ...input, signal }),
    placeholderData: (before, asked) =>
      (thingOf(asked?.queryKey[1]) === thingOf(input) ? before : undefined),
    ...options,
  });
}

/** What is asked about: all that the address names by an id, whatever is asked of it. */
function thingOf(input: unknown): string {
  const { path, query } = (input ?? {}) as { path?: object; query?: object };
  const named = Object.entries(query ?? {}).filter(([name]) => name.endsWith("Id"));
  return JSON.stringify([path, named]);
}

interface Page {
  readonly next?: string | null;
}

export interface Pages<One> {
  readonly items: readonly One[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  more(): void;
  again(): void;
}

/** Reads a list page by page. */
export function usePages<Id extends OperationId>(
  id: Id,
  input: CallInput<Id>,
  options: { enabled?: boolean } = {},
): Pages<Item<Id>> {
  const { lang } = useText();
  const found = useInfiniteQuery({
    queryKey: [id, input, lang, "pages"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { ...input.query, ...(pageParam ? { cursor: pageParam } : {}) };
      return api.call(id, { ...input, query: query as never, signal });
    },
    getNextPageParam: (page) => (page as Page).next ?? undefined,
    ...options,
  });
  const pages = (found.data?.pages ?? []) as unknown as readonly { items: readonly Item<Id>[] }[];
  return {
    items: pages.flatMap((page) => page.items),
    loading: found.isLoading,
    error: found.error,
    hasMore: found.hasNextPage,
    loadingMore: found.isFetchingNextPage,
    more: () => void found.fetchNextPage(),
    again: () => void found.refetch(),
  };
}

interface WriteOptions<Id extends OperationId> {
  /** What is said when it is done; nothing where the screen itself shows it. */
  readonly done?: string;
  onDone?(answer: Answer<Id>): void;
  /** The caller shows the error itself. */
  readonly quiet?: boolean;
}

/**
 * Writes, says what came of it, and lets every list be read again. A write whose answer was lost
 * goes out with the same key when the same thing is sent again, so that nothing happens twice.
 */
export function useWrite<Id extends OperationId>(id: Id, options: WriteOptions<Id> = {}) {
  const { message, notification } = App.useApp();
  const client = useQueryClient();
  const lost = useRef<{ sent: string; key: string } | null>(null);
  return useMutation({
    mutationFn: async (input: CallInput<Id>) => {
      const sent = JSON.stringify([input.path, input.query, input.body]);
      const key = lost.current?.sent === sent ? lost.current.key : newKey();
      lost.current = input.raw ? null : { sent, key };
      const answer = await api.call(id, { ...input, idempotencyKey: key });
      lost.current = null;
      return answer;
    },
    onSuccess: (answer) => {
      if (options.done) message.success(options.done);
      void client.invalidateQueries();
      options.onDone?.(answer);
    },
    onError: (error) => {
      if (error instanceof BihuanProblem && error.status < 500) lost.current = null;
      if (options.quiet) return;
      const { title, next } = problemText(error);
      notification.error({ title, description: next, placement: "top" });
    },
  });
}
