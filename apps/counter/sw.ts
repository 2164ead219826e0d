/** Keeps the counter's own files, so that it opens without network. Answers are never kept. */
declare const SHELL_FILES: readonly string[];
declare const SHELL_VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const shell = `counter-${SHELL_VERSION}`;
const page = "/counter";
const patienceMs = 3000;
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

addEventListener("message", (event) => {
  if ((event as MessageEvent).data === "take-over") void worker.skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event as Fetching;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/counter/")) {
    (event as Fetching).respondWith(fromShell(request));
  } else if (request.mode === "navigate" && /^\/counter\/?$/.test(url.pathname)) {
    (event as Fetching).respondWith(shellPage(request));
  }
});

async function install(): Promise<void> {
  const cache = await caches.open(shell);
  await cache.addAll([page, ...SHELL_FILES]);
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("counter-") && name !== shell);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromShell(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The network for three seconds, then the kept page: a bad network must not stop a shift. */
async function shellPage(request: Request): Promise<Response> {
  const kept = await (await caches.open(shell)).match(page);
  if (!kept) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), patienceMs));
  const fresh = fetch(request).then((answer) => (answer.ok ? answer : kept), () => kept);
  return Promise.race([fresh, late]);
}

export {};
