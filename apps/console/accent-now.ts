import { useSyncExternalStore } from "react";
import { applyAccent } from "#packages/ui/accent.ts";

let current: string | null = null;
const listeners = new Set<() => void>();

/** Puts a brand's colour on the page and on the kit's parts. */
export function showAccent(colour: string | null): void {
  applyAccent(colour);
  if (colour === current) return;
  current = colour;
  for (const listener of listeners) listener();
}

export function useAccent(): string | null {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
