import type { Answer } from "#packages/sdk/index.ts";

export type Release = Answer<"getOpenRelease">;
export type Slot = Release["slots"][number];
export type Mine = Answer<"getMyReleaseEntries">;
export type Entry = Mine["entries"][number];
export type NextStep = Entry["nextSteps"][number];
export type Draw = Answer<"getReleaseDraw">;

const live: readonly Entry["state"][] = ["queued", "held", "won", "waiting"];

export function isLive(entry: Entry): boolean {
  return live.includes(entry.state);
}

/** What the member has in the release: what still runs first, else what ended last. */
export function entryOf(mine: Mine | null): Entry | undefined {
  const newest = [...(mine?.entries ?? [])].sort((a, b) => b.enteredAt - a.enteredAt);
  return newest.find(isLive) ?? newest[0];
}

/** The slot to show at first: the next one that is not over. */
export function firstSlot(release: Release): string | undefined {
  const isOn = (slot: Slot) => slot.state === "open" || slot.state === "before";
  const next = release.slots.find(isOn) ?? release.slots.find((slot) => slot.state === "sold_out");
  return next?.slotId ?? release.slots.at(-1)?.slotId;
}
