import type { Entry, Release, Slot } from "./answer.ts";

/** What the one button does now. */
export type Act =
  | { name: "enter"; label: "queue" | "rush" | "draw" }
  | { name: "wait-list" }
  | { name: "confirm"; entry: Entry }
  | { name: "wallet"; entry: Entry }
  /** Nothing to press: the state itself says what comes. */
  | { name: "none"; why: "queued" | "entered" | "waiting" | "stopped" | "over" };

interface Facts {
  release: Pick<Release, "state" | "stopped" | "mode" | "kind">;
  slot: Pick<Slot, "slotId" | "state" | "startsAt" | "endsAt" | "left">;
  /** What the member has in the release, in whatever slot. */
  entry: Pick<Entry, "state" | "holdEndsAt"> | undefined;
  now: number;
}

/** One place in the order: a hold comes before the stop sign, a stop sign before entering. */
export function actOf({ release, slot, entry, now }: Facts): Act {
  const own = entry as Entry;
  if (entry?.state === "won") return { name: "wallet", entry: own };
  if (release.state === "cancelled") return { name: "none", why: "over" };
  if (release.stopped) return { name: "none", why: "stopped" };
  if (entry?.state === "held" && now < (entry.holdEndsAt ?? 0)) {
    return { name: "confirm", entry: own };
  }
  if (entry?.state === "queued") {
    return { name: "none", why: release.mode === "rush" ? "queued" : "entered" };
  }
  if (entry?.state === "waiting") return { name: "none", why: "waiting" };
  return entering(release, slot, now);
}

function entering(release: Facts["release"], slot: Facts["slot"], now: number): Act {
  if (now >= slot.endsAt || slot.state === "over" || slot.state === "settled") {
    return { name: "none", why: "over" };
  }
  if (release.mode === "lottery") return { name: "enter", label: "draw" };
  if (now < slot.startsAt) return { name: "enter", label: "queue" };
  if (slot.left > 0) return { name: "enter", label: "rush" };
  return { name: "wait-list" };
}
