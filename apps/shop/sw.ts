/** Keeps the shop's shell and the last wallet page for a time without network. */
declare const SHELL_FILES: readonly string[];
declare const SHELL_VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const shell = `shop-${SHELL_VERSION}`;
const worker = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

addEventListener("install", (event) => {
  (event as Extendable).waitUntil(install());
});

addEventListener("activate", (event) => {
  (event as Extendable).waitUntil(activate());
});

addEventListener("fetch", (event) => {
  const { request } = event as Fetching;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/shop/")) {
    (event as Fetching).respondWith(fromShell(request));
  } else if (request.mode === "navigate" && /^\/[^/]+\/wallet(\/|$)/.test(url.pathname)) {
    (event as Fetching).respondWith(walletPage(request, url));
  }
});

async function install(): Promise<void> {
  const cache = await caches.open(shell);
  await cache.addAll([...SHELL_FILES]);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shop-") && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromShell(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The network first; without it the page as it was at the last visit. */
async function walletPage(request: Request, url: URL): Promise<Response> {
  const cache = await caches.open(shell);
  const kept = `/${url.pathname.split("/")[1] ?? ""}/wallet`;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(kept, answer.clone());
    return answer;
  } catch {
    return (await cache.match(kept)) ?? Response.error();
  }
}

// A module for the compiler: its names stay its own.
export {};
