import type { Act, Outcome, Subject, Told } from "../shot.ts";

/** All that the clients heard of one request: one key, however often it was sent. */
export interface Tried {
  readonly key: string;
  readonly act: Act;
  readonly on: Subject;
  /** Nothing of it can have happened before. */
  readonly sentAt: number;
  /** By then it had happened, if it was accepted; Infinity where no answer says so. */
  readonly doneBy: number;
  readonly outcome: Outcome;
  /** The last refusal's code, or how the last connection ended. */
  readonly code: string | null;
  readonly madeId: string | null;
  readonly tries: readonly Told[];
}

function summed(key: string, tries: readonly Told[]): Tried {
  const { act, on } = tries[0]!;
  const accepted = tries.filter((one) => one.outcome === "accepted");
  const refused = tries.filter((one) => one.outcome === "refused");
  const open = tries.some((one) => one.outcome === "unknown");
  const last = tries.at(-1);
  // Erased by a try whose answer was lost, nobody is left whom a repeat could be answered.
  const isGone = open && act === "erase" && last?.code === "not_signed_in";
  // A refusal says nothing of an earlier try whose answer was lost.
  const outcome: Outcome = accepted.length > 0 ? "accepted"
    : isGone ? "unknown"
    : refused.length > 0 && !open ? "refused"
    : refused.length > 0 && last?.outcome === "refused" ? "refused" : "unknown";
  return {
    key,
    act,
    on,
    sentAt: Math.min(...tries.map((one) => one.sentAt)),
    doneBy: Math.min(Infinity, ...accepted.map((one) => one.answeredAt)),
    outcome,
    code: last?.code ?? null,
    madeId: accepted[0]?.madeId ?? null,
    tries,
  };
}

export function triedOf(told: readonly Told[]): Tried[] {
  const byKey = Map.groupBy(told, (one) => one.key);
  return [...byKey].map(([key, tries]) => summed(key, tries));
}
