import type { ChangeReason } from "./tables.ts";

/** A tier as it is decided on; `place` rises with what it asks for. */
export interface Step {
  readonly tierId: string;
  readonly place: number;
  readonly fromMinor: number;
}

export interface Standing {
  /** Null: below the first. */
  readonly tierId: string | null;
  readonly heldUntilMs: number | null;
  /** What the tier asked for when it was reached; it may ask for more by now. */
  readonly reachedMinor: number;
}

interface Spent {
  readonly nowMs: number;
  /** Within the twelve months before now, returns taken off. */
  readonly inWindowMinor: number;
  /** Since twelve months before the tier was reached, returns taken off. */
  readonly sinceReachedMinor: number;
}

/** What becomes of a standing; null: it stays, and so does its period. */
export interface Decision {
  readonly tierId: string | null;
  readonly why: ChangeReason | "kept";
}

/** The highest tier that so much reaches; steps rise. */
export function reachedBy(steps: readonly Step[], spentMinor: number): Step | null {
  return steps.findLast((step) => spentMinor >= step.fromMinor) ?? null;
}

/**
 * Up at once; down when its period is over and was not earned again. At once down only where
 * returns took off what the tier had been reached by, or where the tier itself is gone.
 */
export function decideTier(
  steps: readonly Step[],
  standing: Standing,
  spent: Spent,
): Decision | null {
  const reached = reachedBy(steps, spent.inWindowMinor);
  const held = steps.find((step) => step.tierId === standing.tierId) ?? null;
  const to = (why: Decision["why"]): Decision => ({ tierId: reached?.tierId ?? null, why });
  if (!held) {
    if (standing.tierId !== null) return to("tiers_changed");
    return reached ? to("spent") : null;
  }
  if (reached && reached.place > held.place) return to("spent");
  const below = (reached?.place ?? 0) < held.place;
  if (below && spent.sinceReachedMinor < standing.reachedMinor) return to("returned");
  if (standing.heldUntilMs === null || spent.nowMs < standing.heldUntilMs) return null;
  return below ? to("period_over") : to("kept");
}
