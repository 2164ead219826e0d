import { type Refusal, refuse } from "#platform/errors.ts";

// What came back (an undo, a hold that ended) may be claimed again at the latest after this.
const rememberMs = 500;
const mostOffers = 1_000;

interface SoldOut {
  readonly cap: number;
  readonly untilMs: number;
}

const remembered = new Map<string, SoldOut>();
const keyOf = (brandId: string, offerId: string): string => `${brandId} ${offerId}`;

/** Keeps for a moment that a claim found the stock empty. */
export function rememberSoldOut(
  { brandId, offerId, refusal }: { brandId: string; offerId: string; refusal: Refusal },
  nowMs: number,
): void {
  if (refusal.code !== "offer_sold_out") return;
  if (remembered.size >= mostOffers) remembered.clear();
  const cap = Number(refusal.params.cap);
  remembered.set(keyOf(brandId, offerId), { cap, untilMs: nowMs + rememberMs });
}

/** The refusal of an offer that had nothing left a moment ago; null: it must be asked. */
export function knownSoldOut(brandId: string, offerId: string, nowMs: number): Refusal | null {
  const known = remembered.get(keyOf(brandId, offerId));
  if (!known) return null;
  if (known.untilMs > nowMs && nowMs > known.untilMs - 2 * rememberMs) {
    return refuse("offer_sold_out", { cap: known.cap });
  }
  remembered.delete(keyOf(brandId, offerId));
  return null;
}
