import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { addDays, instantOfWall, today, wallTime } from "../../parts/days.ts";

type Body = BodyOf<"saveReleaseDraft">;
export type Release = Answer<"getRelease">;

interface SlotDraft {
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly stock?: number | null;
}

/** The form of a release; times as a clock on the brand's wall shows them. */
export interface ReleaseDraft {
  readonly unitId?: string;
  readonly offerId?: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly mode: Body["mode"];
  readonly kind: Body["kind"];
  readonly gate: Body["gate"];
  readonly warmUpAt?: string;
  readonly holdMinutes?: number | null;
  readonly slots?: readonly SlotDraft[];
  readonly numbers?: string;
  readonly numbersFrom?: string;
  readonly numbersTo?: string;
}

export const longestName = 20;
const mostNumbers = 200;

/** Tomorrow evening, two hours, a hundred: what is mostly changed only in its figures. */
export function newRelease(now: number, timeZone: string): ReleaseDraft {
  const evening = (time: string) => `${addDays(today(timeZone), 1)}T${time}:00`;
  return {
    mode: "rush",
    kind: "slots",
    gate: "none",
    warmUpAt: wallTime(now, timeZone),
    holdMinutes: 10,
    slots: [{ startsAt: evening("20:00"), endsAt: evening("22:00"), stock: 100 }],
    numbersFrom: evening("20:00"),
    numbersTo: evening("22:00"),
  };
}

/** What the server is sent: either slots or numbers, as the kind says. */
export function draftBody(draft: ReleaseDraft, timeZone: string): Body {
  const at = (wall: string | undefined) => (wall ? instantOfWall(wall, timeZone) : 0);
  const nameEn = draft.nameEn?.trim();
  return {
    offerId: draft.offerId ?? "",
    name: draft.name?.trim() ?? "",
    nameEn: nameEn ? nameEn : null,
    mode: draft.mode,
    kind: draft.kind,
    gate: draft.gate,
    warmUpAt: at(draft.warmUpAt),
    holdSeconds: (draft.holdMinutes ?? 0) * 60,
    ...(draft.kind === "slots"
      ? {
          slots: (draft.slots ?? []).map((slot) => ({
            startsAt: at(slot.startsAt),
            endsAt: at(slot.endsAt),
            stock: slot.stock ?? 0,
          })),
        }
      : {
          numbers: {
            startsAt: at(draft.numbersFrom),
            endsAt: at(draft.numbersTo),
            items: numbersIn(draft.numbers ?? "").items,
          },
        }),
  };
}

/** A stored release as the form shows it. */
export function draftOf(release: Release, timeZone: string): ReleaseDraft {
  const wall = (at: number) => wallTime(at, timeZone);
  const { kind, slots } = release;
  return {
    unitId: release.unitId,
    offerId: release.offerId,
    name: release.name,
    ...(release.nameEn ? { nameEn: release.nameEn } : {}),
    mode: release.mode,
    kind,
    gate: release.gate,
    warmUpAt: wall(release.warmUpAt),
    holdMinutes: Math.round(release.holdSeconds / 60),
    numbersFrom: wall(release.startsAt),
    numbersTo: wall(release.endsAt),
    ...(kind === "slots"
      ? {
          slots: slots.map((slot) => ({
            startsAt: wall(slot.startsAt), endsAt: wall(slot.endsAt), stock: slot.stock,
          })),
        }
      : { numbers: slots.map((slot) => slot.number ?? "").join("\n") }),
  };
}

export interface Pasted {
  readonly items: string[];
  readonly twice: string[];
  readonly bad: string[];
  readonly tooMany: boolean;
}

/** Numbers as they were pasted from a sheet: one a line, or with commas or spaces between. */
export function numbersIn(text: string): Pasted {
  const items = text.split(/[\s,，;；、]+/).filter(Boolean);
  const seen = new Set<string>();
  const twice = items.filter((one) => seen.size === seen.add(one).size);
  return {
    items,
    twice: [...new Set(twice)],
    bad: items.filter((one) => !/^[0-9A-Za-z-]{1,20}$/.test(one)),
    tooMany: items.length > mostNumbers,
  };
}

/** Units of all slots as typed so far. */
export function stockOf(draft: Pick<ReleaseDraft, "kind" | "slots" | "numbers">): number {
  if (draft.kind === "numbers") return numbersIn(draft.numbers ?? "").items.length;
  return (draft.slots ?? []).reduce((sum, slot) => sum + (slot?.stock ?? 0), 0);
}
