/** For a time without network: the shell, the last wallet page, a store's cart, a release. */
import { keepShell, shellName } from "#packages/ui/shell-worker.ts";

keepShell({
  app: "shop",
  atOnce: true,
  page: (request, { pathname }) => {
    const wallet = /^(\/[^/]+\/wallet)(\/|$)/.exec(pathname);
    const cart = /^\/[^/]+\/s\/[^/]+\/(cart|till)$/.exec(pathname);
    const release = /^\/[^/]+\/flash\/[^/]+$/.exec(pathname);
    const kept = wallet?.[1] ?? cart?.[0] ?? release?.[0];
    return kept ? lastPage(request, kept) : undefined;
  },
});

/** The network first; without it the page as it was at the last visit. */
async function lastPage(request: Request, kept: string): Promise<Response> {
  const cache = await caches.open(shellName("shop"));
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(kept, answer.clone());
    return answer;
  } catch {
    return (await cache.match(kept)) ?? Response.error();
  }
}
