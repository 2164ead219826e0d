import { useSyncExternalStore } from "react";

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** Keeps the app's own files for a time without network. Plain http has no such worker. */
export function keepShell(): void {
  if (!isSecureContext || !("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  if (document.readyState === "complete") void register();
  else addEventListener("load", () => void register());
}

async function register(): Promise<void> {
  try {
    const kept = await navigator.serviceWorker.register("/assets/counter/sw.js", {
      scope: "/counter",
    });
    if (kept.waiting && navigator.serviceWorker.controller) found(kept.waiting);
    kept.addEventListener("updatefound", () => {
      const fresh = kept.installing;
      fresh?.addEventListener("statechange", () => {
        if (fresh.state === "installed" && navigator.serviceWorker.controller) found(fresh);
      });
    });
    // A counter stays open for days; without this it would keep its first version.
    addEventListener("visibilitychange", () => {
      if (!document.hidden) void kept.update().catch(() => undefined);
    });
  } catch {
    // without it the counter works as long as there is a network
  }
}

function found(fresh: ServiceWorker): void {
  waiting = fresh;
  for (const listener of listeners) listener();
}

/** True when a newer version waits to take over. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== null);
}

export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting?.postMessage("take-over");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
