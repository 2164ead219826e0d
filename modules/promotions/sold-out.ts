import { type Refusal, refuse } from "#platform/errors.ts";

// After this one request asks again, while the others are still answered from memory.
const askAgainMs = 500;
// What came back (an undo, a hold that ended) may be claimed again at the latest after this.
const rememberMs = 1_000;
const mostOffers = 1_000;

interface SoldOut {
  readonly refusal: Refusal;
  readonly seenMs: number;
  askAgainAtMs: number;
}

const remembered = new Map<string, SoldOut>();
const keyOf = (brandId: string, offerId: string): string => `${brandId} ${offerId}`;

/**
 * Keeps for a moment that a claim found the stock empty; any other outcome of the offer ends what
 * was remembered. `refusal`: null when the claim was granted.
 */
export function noteOutcome(
  { brandId, offerId, refusal }: { brandId: string; offerId: string; refusal: Refusal | null },
  nowMs: number,
): void {
  const key = keyOf(brandId, offerId);
  if (refusal?.code !== "offer_sold_out") {
    remembered.delete(key);
    return;
  }
  if (remembered.size >= mostOffers) remembered.clear();
  // The same refusal for all who ask meanwhile: what is written of it is written once.
  const { cap } = refusal.params;
  const known = remembered.get(key)?.refusal;
  const same = known !== undefined && known.params.cap === cap;
  const said = same ? known : refuse("offer_sold_out", { cap: Number(cap) });
  remembered.set(key, { refusal: said, seenMs: nowMs, askAgainAtMs: nowMs + askAgainMs });
}

/** The refusal of an offer that had nothing left a moment ago; null: it must be asked. */
export function knownSoldOut(brandId: string, offerId: string, nowMs: number): Refusal | null {
  const key = keyOf(brandId, offerId);
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
  return known.refusal;
}
