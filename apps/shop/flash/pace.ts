import type { Entry, Release, Slot } from "./answer.ts";

const nearMs = 20_000;

/**
 * How long to wait before asking again: soon around an opening or a draw, seldom long before, and
 * never (null) once nothing can change any more.
 */
export function paceMs(
  release: Pick<Release, "state" | "mode">,
  slots: readonly Pick<Slot, "startsAt" | "endsAt">[],
  entry: Pick<Entry, "state" | "holdEndsAt"> | undefined,
  now: number,
): number | null {
  const live = ["queued", "held", "waiting"].includes(entry?.state ?? "");
  if (!live && (release.state === "settled" || release.state === "cancelled")) return null;
  const marks = slots.flatMap((slot) => [slot.startsAt, slot.endsAt]);
  if (entry?.holdEndsAt) marks.push(entry.holdEndsAt);
  const ahead = marks.filter((at) => at > now);
  const near = marks.some((at) => Math.abs(at - now) < nearMs);
  const pace = near ? 1_500 : live || release.state === "open" ? 4_000 : 15_000;
  // just behind the next mark the answer is another one
  return Math.max(250, Math.min(pace, ...ahead.map((at) => at - now + 300)));
}
