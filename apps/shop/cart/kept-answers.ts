import type { Answers } from "./answer.ts";
import type { CartPlace } from "./kept.ts";

interface Kept {
  /** What was asked. */
  key: string;
  answers: Answers;
}

const known = new Map<string, Kept | undefined>();

/** The last answer for a store's cart, so that a page opens with figures and not with a gap. */
export function keptAnswers(place: CartPlace): Kept | undefined {
  const name = nameOf(place);
  if (!known.has(name)) known.set(name, stored(name));
  return known.get(name);
}

export function keepAnswers(place: CartPlace, key: string, answers: Answers): Kept {
  const kept = { key, answers };
  const name = nameOf(place);
  known.set(name, kept);
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // kept as long as the page
  }
  return kept;
}

function stored(name: string): Kept | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(name) ?? "null") as Kept | null) ?? undefined;
  } catch {
    return undefined; // unreadable is the same as not kept
  }
}

function nameOf({ brandKey, storeCode }: CartPlace): string {
  return `bihuan.prices.${brandKey}.${storeCode}`;
}
