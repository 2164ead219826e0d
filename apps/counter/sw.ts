/** Keeps the counter's own files, so that it opens without network. Answers are never kept. */
import { keepShell, shellName, takeOver } from "#packages/ui/shell-worker.ts";

const page = "/counter";
const patienceMs = 3000;

keepShell({
  app: "counter",
  atOnce: false,
  pages: [page],
  page: (request, { pathname }) =>
    /^\/counter\/?$/.test(pathname) ? shellPage(request) : undefined,
});

addEventListener("message", (event) => {
  if ((event as MessageEvent).data === "take-over") void takeOver();
});

/** The network for three seconds, then the kept page: a bad network must not stop a shift. */
async function shellPage(request: Request): Promise<Response> {
  const kept = await (await caches.open(shellName("counter"))).match(page);
  if (!kept) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), patienceMs));
  const fresh = fetch(request).then((answer) => (answer.ok ? answer : kept), () => kept);
  return Promise.race([fresh, late]);
}
