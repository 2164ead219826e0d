/** A card after stamps came or went. */
export interface Counted {
  readonly held: number;
  /** How many cards became full, or how many rewards are taken back, the newest first. */
  readonly rewards: number;
}

/** Stamps come: each full card gives its reward, and what is over lies on the next one. */
export function addStamps(held: number, needed: number, count: number): Counted {
  const total = held + count;
  const rewards = total >= needed ? Math.floor(total / needed) : 0;
  return { held: total - rewards * needed, rewards };
}

/**
 * Stamps go: from the open card first; where it has none left, the newest unused reward is taken
 * back and its card is open again. Where no reward is unused, the card begins below zero.
 */
export function removeStamps(
  held: number,
  needed: number,
  count: number,
  unused: number,
): Counted {
  const missing = Math.max(0, count - Math.max(0, held));
  const rewards = held < 0 ? 0 : Math.min(unused, Math.ceil(missing / needed));
  return { held: held - count + rewards * needed, rewards };
}
