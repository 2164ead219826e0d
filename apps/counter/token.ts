import { useSyncExternalStore } from "react";
import { tokenIn } from "./read-code.ts";

let waiting: string | null = null;
const listeners = new Set<() => void>();

/** Takes what stands behind `#token=` or `#booking=`: no history or shared address keeps it. */
export function takeToken(): void {
  if (!/^#(token|booking)=/.test(location.hash)) return;
  waiting = tokenIn(location.hash) ?? waiting;
  history.replaceState(history.state, "", location.pathname + location.search);
  for (const listener of listeners) listener();
}

/** The token of a member's link that this phone's own camera opened; null: none is waiting. */
export function useWaitingToken(): string | null {
  return useSyncExternalStore(subscribe, () => waiting);
}

export function tokenTaken(): void {
  waiting = null;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
