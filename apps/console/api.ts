import { QueryClient } from "@tanstack/react-query";
import { BihuanProblem, createClient } from "#packages/sdk/index.ts";
import { text } from "./text.ts";

/** The console's only way to the server: typed by operation id. */
export const api = createClient({ lang: () => text().lang });

/** A refusal does not get better by asking again; a lost connection may. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => !(error instanceof BihuanProblem && error.status < 500) && count < 2,
    },
  },
});

/** What to show of any error: the title, and what to do next. */
export function problemText(error: unknown): { title: string; next: string } {
  if (error instanceof BihuanProblem) return { title: error.message, next: error.next };
  return { title: text().t("error.network"), next: text().t("error.networkNext") };
}
