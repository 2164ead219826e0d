// After this one request asks again, while the others are still answered from memory.
const askAgainMs = 500;
// What came back goes to the wait-list; where nobody waits it may be had at the latest after this.
const rememberMs = 1_000;
const mostSlots = 1_000;

export interface SoldOut {
  readonly releaseId: string;
  readonly stock: number;
}

interface Seen extends SoldOut {
  readonly seenMs: number;
  askAgainAtMs: number;
}

const remembered = new Map<string, Seen>();
const keyOf = (brandId: string, slotId: string): string => `${brandId} ${slotId}`;

/** Keeps for a moment that a slot had nothing left; null: it had, or something else was said. */
export function noteSlot(
  brandId: string,
  slotId: string,
  soldOut: SoldOut | null,
  nowMs: number,
): void {
  const key = keyOf(brandId, slotId);
  if (!soldOut) {
    remembered.delete(key);
    return;
  }
  if (remembered.size >= mostSlots) remembered.clear();
  remembered.set(key, { ...soldOut, seenMs: nowMs, askAgainAtMs: nowMs + askAgainMs });
}

/** The slot that had nothing left a moment ago; null: it must be asked. */
export function knownSoldOut(brandId: string, slotId: string, nowMs: number): SoldOut | null {
  const key = keyOf(brandId, slotId);
  const known = remembered.get(key);
  if (!known) return null;
  if (Math.abs(nowMs - known.seenMs) > rememberMs) {
    remembered.delete(key);
    return null;
  }
  if (nowMs >= known.askAgainAtMs) {
    known.askAgainAtMs = nowMs + askAgainMs;
    return null;
  }
  return known;
}
