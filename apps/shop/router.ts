import { useSyncExternalStore, type MouseEvent } from "react";

/** Pages below a store's own. */
const storeParts = ["goods", "cart", "checkout", "till", "book", "reviews"] as const;
export type StorePart = (typeof storeParts)[number];

const rightKinds = ["pickup", "stamps", "entitlement"] as const;

export type Route =
  | { name: "store" | StorePart; code: string }
  | { name: "apply"; code: string; productId: string }
  | { name: "applications"; applicationId: string | null }
  | { name: "product" | "productReviews"; code: string; productId: string }
  | { name: "source" }
  | { name: "stores" }
  | { name: "wallet" }
  | { name: "voucher"; voucherId: string }
  | { name: "flash"; releaseId: string }
  | { name: "code" }
  | { name: "gift" }
  | { name: "draw"; drawId: string }
  | { name: "me" }
  | { name: "orders"; orderId: string | null }
  | { name: "card" | "points" | "mall" }
  | { name: "stored" }
  | { name: "bookings"; bookingId: string | null }
  | { name: "door" }
  | { name: "myReviews" }
  | { name: "cards" }
  | { name: "stamp" }
  | { name: "right"; kind: "pickup" | "stamps" | "entitlement"; rightId: string }
  | { name: "shown" }
  | { name: "lost" };

const listeners = new Set<() => void>();

/** The screen a path names; `path` begins with `/{brand}`. */
export function routeOf(path: string): Route {
  const [, , first = "", second = "", third = "", fourth = "", more = "", rest = ""] =
    path.split("/");
  const part = storeParts.find((one) => one === third);
  if (first === "s" && third === "goods" && fourth) {
    if ((more && more !== "reviews") || rest) return { name: "lost" };
    const name = more ? "productReviews" : "product";
    return { name, code: decodeURIComponent(second), productId: fourth };
  }
  if (first === "s" && third === "apply") {
    return fourth && !more
      ? { name: "apply", code: decodeURIComponent(second), productId: fourth }
      : { name: "lost" };
  }
  const kind = rightKinds.find((one) => one === second);
  if (first === "right" && kind && third && !fourth) return { name: "right", kind, rightId: third };
  if (fourth || (third && !(first === "s" && part))) return { name: "lost" };
  if (first === "s" && second) {
    return { name: part ?? "store", code: decodeURIComponent(second) };
  }
  if (first === "c" && second) return { name: "source" };
  if (first === "orders") return { name: "orders", orderId: second || null };
  if (first === "applications") {
    return { name: "applications", applicationId: second || null };
  }
  if (first === "bookings") return { name: "bookings", bookingId: second || null };
  if (first === "wallet" && second) return { name: "voucher", voucherId: second };
  if (first === "card" && second === "points") return { name: "points" };
  if (first === "flash" && second) return { name: "flash", releaseId: second };
  if (first === "draws" && second) return { name: "draw", drawId: second };
  if (second) return { name: "lost" };
  if (first === "" || first === "stores") return { name: "stores" };
  if (first === "wallet" || first === "me" || first === "code") return { name: first };
  if (first === "card" || first === "mall") return { name: first };
  if (first === "stored-value") return { name: "stored" };
  // A member's code that a phone's own camera read: here is one's own card.
  if (first === "m") return { name: "card" };
  if (first === "cards" || first === "stamp") return { name: first };
  if (first === "reviews") return { name: "myReviews" };
  if (first === "g") return { name: "gift" };
  if (first === "check-in") return { name: "door" };
  return { name: ["r", "b", "a"].includes(first) ? "shown" : "lost" };
}

/** The current path, rendered anew when it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/**
 * Opens a screen of this app. `replace` leaves no way back to the one before; `returnTo` is where
 * its last button leads.
 */
export function navigate(path: string, replace = false, returnTo?: string): void {
  if (replace) history.replaceState(null, "", path);
  else history.pushState({ inside: true, returnTo }, "", path);
  for (const listener of listeners) listener();
  if (!replace) scrollTo(0, 0);
}

/** Back where the member came from, or to `path` where this screen was opened directly. */
export function goBack(path: string): void {
  const cameFromInside = (history.state as { inside?: boolean } | null)?.inside === true;
  if (cameFromInside) history.back();
  else navigate(path, true);
}

/** Where the one who opened this screen wants to go on. */
export function returnPath(): string | undefined {
  return (history.state as { returnTo?: string } | null)?.returnTo;
}

/** Makes a click on our link a navigation; one with a modifier key stays the browser's. */
export function onLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const { pathname, search } = event.currentTarget;
  navigate(pathname + search);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}
