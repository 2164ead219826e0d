/** What the service workers of shop and counter share: an app's own files, kept for no network. */
declare const SHELL_FILES: readonly string[];
declare const SHELL_VERSION: string;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface ShellOptions {
  app: string;
  /** Kept beside the app's files. */
  pages?: readonly string[];
  /** What a page is answered with; undefined leaves it to the browser. */
  page(request: Request, url: URL): Promise<Response> | undefined;
  /** A new version does not wait until the pages of the old one are closed. */
  atOnce: boolean;
}

const worker = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

/** The name of the app's cache in this version. */
export const shellName = (app: string): string => `${app}-${SHELL_VERSION}`;

export const takeOver = (): Promise<void> => worker.skipWaiting();

/** Listens for the worker's whole life. Answers of the API are never kept. */
export function keepShell(options: ShellOptions): void {
  const { app } = options;
  addEventListener("install", (event) => {
    (event as Extendable).waitUntil(install(options));
  });
  addEventListener("activate", (event) => {
    (event as Extendable).waitUntil(activate(app));
  });
  addEventListener("fetch", (event) => {
    const { request } = event as Fetching;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return;
    const answer = url.pathname.startsWith(`/assets/${app}/`)
      ? fromShell(request)
      : request.mode === "navigate"
        ? options.page(request, url)
        : undefined;
    if (answer) (event as Fetching).respondWith(answer);
  });
}

async function install({ app, pages = [], atOnce }: ShellOptions): Promise<void> {
  const cache = await caches.open(shellName(app));
  await cache.addAll([...pages, ...SHELL_FILES]);
  if (atOnce) await takeOver();
}

async function activate(app: string): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(`${app}-`) && name !== shellName(app));
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromShell(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
