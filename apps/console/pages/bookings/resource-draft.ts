import { minutesOf } from "../wizard/new-brand.ts";
import { clockOf } from "../stores/store-draft.ts";
import type { Resource } from "./booking.ts";

/** The resource form's values; clocks as inputs give them. */
export interface ResourceDraft {
  readonly kind: Resource["kind"];
  readonly name: string;
  readonly nameEn: string;
  readonly capacity: number;
  readonly skills: string[];
  readonly active: boolean;
  /** Its own week in place of the store's. */
  readonly own: boolean;
  readonly hours: readonly { weekday: number; opens: string; closes: string }[];
  readonly special: readonly { day: string; opens?: string; closes?: string }[];
}

export const newResource: Omit<ResourceDraft, "name"> = {
  kind: "staff",
  nameEn: "",
  capacity: 1,
  skills: [],
  active: true,
  own: false,
  hours: [],
  special: [],
};

export function draftOfResource(resource: Resource): ResourceDraft {
  const { kind, name, nameEn, capacity, skills, active, hours, days } = resource;
  const clocks = ({ opensMin, closesMin }: { opensMin: number; closesMin: number }) => ({
    opens: clockOf(opensMin), closes: clockOf(closesMin),
  });
  return {
    kind, name, capacity, active,
    nameEn: nameEn ?? "",
    skills: [...skills],
    own: hours !== null,
    hours: (hours ?? []).map((one) => ({ weekday: one.weekday, ...clocks(one) })),
    special: days.flatMap(({ day, spans }) =>
      spans.length === 0 ? [{ day }] : spans.map((span) => ({ day, ...clocks(span) })),
    ),
  };
}

/** What making and changing a resource send. */
export function resourceBody(draft: ResourceDraft) {
  const { name, nameEn, capacity, skills, active, own, hours } = draft;
  const week = hours.map(({ weekday, opens, closes }) => ({
    weekday, ...minutesOf(opens, closes),
  }));
  return { name, nameEn: nameEn || null, capacity, skills, active, hours: own ? week : null };
}

/** Days that differ, each once: rows without clocks are days away, others add a span. */
export function daysBody({ special }: Pick<ResourceDraft, "special">) {
  const days = new Map<string, { opensMin: number; closesMin: number }[]>();
  for (const { day, opens, closes } of special) {
    const spans = days.get(day) ?? [];
    if (opens && closes) spans.push(minutesOf(opens, closes));
    days.set(day, spans);
  }
  return [...days].map(([day, spans]) => ({ day, spans }));
}
