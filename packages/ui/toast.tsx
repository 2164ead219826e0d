import { useEffect, useSyncExternalStore, type ReactNode } from "react";

interface Message {
  id: number;
  text: string;
  tone: "good" | "bad" | "calm";
}

let shown: Message | undefined;
let count = 0;
const listeners = new Set<() => void>();

/** Says something short for four seconds. `<ToastPlace />` must be on the page. */
export function toast(text: string, tone: Message["tone"] = "calm"): void {
  count += 1;
  set({ id: count, text, tone });
}

/** The live region; one per app. */
export function ToastPlace(): ReactNode {
  const message = useSyncExternalStore(subscribe, () => shown);
  useEffect(() => {
    if (!message) return undefined;
    const timer = setTimeout(() => set(undefined), 4000);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div className="b-toast-place" role="status" aria-live="polite">
      {message ? (
        <p key={message.id} className={`b-toast b-toast-${message.tone}`}>
          {message.text}
        </p>
      ) : null}
    </div>
  );
}

function set(message: Message | undefined): void {
  shown = message;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
