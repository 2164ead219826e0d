import { useSyncExternalStore } from "react";

const query = "(max-width: 720px)";

/** A phone: a grid of hours would scroll both ways there. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
