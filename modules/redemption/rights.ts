import { refuse } from "#platform/errors.ts";
import type { RightKind } from "./port.ts";

let kinds: ReadonlyMap<string, RightKind> = new Map();

/** Called by the composition root with everything that can be redeemed. */
export function wireRightKinds(list: readonly RightKind[]): void {
  kinds = new Map(list.map((one) => [one.kind, one]));
}

export function rightKind(kind: string): RightKind {
  const found = kinds.get(kind);
  if (!found) throw refuse("right_unknown");
  return found;
}

export function allRightKinds(): readonly RightKind[] {
  return [...kinds.values()];
}
