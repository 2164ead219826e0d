import type { Api, PageData } from "./api.ts";

const visibleAfter = 3000;

/**
 * Reports that the scanned page was really looked at: once when it has been visible for three
 * seconds in all, once when the visitor acted. Returns what to call when they act.
 */
export function watchEngagement(api: Api, page: PageData): () => void {
  const touchId = page.touchId;
  if (!touchId) return () => undefined;
  const report = once((how: "visible" | "acted") => {
    // a lost report only makes the figure smaller; it must not disturb the visitor
    api.engaged(touchId, how).catch(() => undefined);
  });
  countVisible(() => report("visible"));
  return () => report("acted");
}

function once(send: (how: "visible" | "acted") => void): (how: "visible" | "acted") => void {
  const sent = new Set<string>();
  return (how) => {
    if (sent.has(how)) return;
    sent.add(how);
    send(how);
  };
}

function countVisible(reached: () => void): void {
  let seen = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    if (document.visibilityState === "visible") seen += Math.min(at - last, 1000);
    last = at;
    if (seen < visibleAfter) return;
    clearInterval(timer);
    reached();
  }, 250);
}
