import { useSyncExternalStore } from "react";

/** What this phone keeps of a cart: the goods and how many; prices are asked anew each time. */
export interface KeptLine {
  productId: string;
  /** The combination that was chosen; absent: the product has none. */
  variantId?: string;
  /** The chosen values in words. */
  options?: string;
  quantity: number;
  name: string;
  nameEn: string | null;
  /** List price of one when it was last shown, so that a change can be told; null: not yet. */
  unitMinor: number | null;
}

export interface KeptCart {
  lines: KeptLine[];
  /** Offers and vouchers that the member chose instead of the best combination. */
  choose: string[] | null;
  /** The total that was last shown, and of what. */
  seen: { of: string; totalMinor: number } | null;
}

export interface CartPlace {
  brandKey: string;
  storeCode: string;
}

const empty: KeptCart = { lines: [], choose: null, seen: null };
export const mostOfOne = 999;
export const mostLines = 200;

const known = new Map<string, KeptCart>();
const listeners = new Set<() => void>();

/** The cart of a brand's store; renders when it changes, in another tab of this phone too. */
export function useCart(place: CartPlace): KeptCart {
  const name = nameOf(place);
  return useSyncExternalStore(subscribe, () => read(name));
}

export function readCart(place: CartPlace): KeptCart {
  return read(nameOf(place));
}

export function changeCart(place: CartPlace, change: (cart: KeptCart) => KeptCart): void {
  const name = nameOf(place);
  const next = change(read(name));
  known.set(name, next);
  try {
    if (next.lines.length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(next));
  } catch {
    // where storage is forbidden the cart lasts as long as the page
  }
  for (const listener of listeners) listener();
}

/** A line's own name: each combination of a product has its line. */
export const lineIdOf = (line: { productId: string; variantId?: string | undefined }): string =>
  line.variantId ?? line.productId;

/** So many units lie in it. */
export function countOf(cart: KeptCart): number {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Sets how many of a product there are; none takes it out. New lines come last. */
export function withQuantity(
  cart: KeptCart,
  product: Omit<KeptLine, "quantity">,
  quantity: number,
): KeptCart {
  const some = Math.min(quantity, mostOfOne);
  const others = cart.lines.filter((line) => lineIdOf(line) !== lineIdOf(product));
  if (some <= 0) return { ...cart, lines: others, ...(others.length === 0 ? nothing : {}) };
  const isIn = others.length < cart.lines.length;
  if (!isIn && cart.lines.length >= mostLines) return cart;
  const lines = isIn
    ? cart.lines.map((line) =>
        lineIdOf(line) === lineIdOf(product) ? { ...line, quantity: some } : line)
    : [...cart.lines, { ...product, quantity: some }];
  return { ...cart, lines };
}

const nothing = { choose: null, seen: null };

function read(name: string): KeptCart {
  const cart = known.get(name) ?? stored(name);
  known.set(name, cart);
  return cart;
}

function stored(name: string): KeptCart {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null") as Partial<KeptCart> | null;
    return kept && Array.isArray(kept.lines) ? { ...empty, ...kept } : empty;
  } catch {
    return empty; // unreadable is the same as not kept
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", reread);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", reread);
  };
}

function reread(event: StorageEvent): void {
  if (event.key === null) known.clear();
  else known.delete(event.key);
  for (const listener of listeners) listener();
}

function nameOf({ brandKey, storeCode }: CartPlace): string {
  return `bihuan.cart.${brandKey}.${storeCode}`;
}
