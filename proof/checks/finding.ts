/**
 * What can be wrong: more than the limit; an acknowledged act that is not there; one that is there
 * twice; an act that is there by half (a row without its event, an answer without its row); a
 * refusal whose reason was not true; a repeat that was answered otherwise.
 */
export const faultKinds = ["overshoot", "lost", "twice", "half", "untrue", "repeat"] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Finding {
  readonly kind: FaultKind | "other";
  readonly text: string;
}

export const finding = (kind: Finding["kind"], text: string): Finding => ({ kind, text });

/** Ids that come more than once. */
export function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}

export function missingFrom(ids: Iterable<string>, there: Iterable<string>): string[] {
  const known = new Set(there);
  return [...new Set(ids)].filter((id) => !known.has(id));
}
