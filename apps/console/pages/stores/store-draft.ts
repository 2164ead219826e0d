import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { minutesOf } from "../wizard/new-brand.ts";

export type StoreDetail = Answer<"getStore">;
type Body = NonNullable<BodyOf<"createStore">>;

/** The store form's values; clocks as inputs give them. */
export interface StoreDraft {
  readonly parentId?: string;
  readonly code?: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly role: Body["role"];
  readonly city?: string;
  readonly province?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly areaM2?: number | null;
  readonly lat?: number | null;
  readonly lng?: number | null;
  readonly system: "WGS-84" | "GCJ-02" | "BD-09";
  readonly hours: readonly HoursRow[];
  readonly special: readonly SpecialRow[];
}

interface HoursRow {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

interface SpecialRow {
  readonly day: string;
  readonly opens?: string;
  readonly closes?: string;
}

export const newStore: StoreDraft = {
  role: "sales",
  system: "GCJ-02",
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "10:00", closes: "22:00" })),
  special: [],
};

/** Minutes of a day as a clock; past midnight it starts again, as people say it. */
export function clockOf(minutes: number): string {
  const within = minutes % 1440;
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(within / 60))}:${pad(within % 60)}`;
}

export function draftOfStore(store: StoreDetail): StoreDraft {
  const { position, hours, specialDays, externalCode: _, nameEn, ...rest } = store;
  return {
    ...rest,
    nameEn: nameEn ?? "",
    lat: position?.lat ?? null,
    lng: position?.lng ?? null,
    system: position?.system ?? "GCJ-02",
    hours: hours.map((one) => ({
      weekday: one.weekday,
      opens: clockOf(one.opensMin),
      closes: clockOf(one.closesMin),
    })),
    special: specialDays.map(({ day, opensMin, closesMin }) => ({
      day,
      ...(opensMin === null || closesMin === null
        ? {}
        : { opens: clockOf(opensMin), closes: clockOf(closesMin) }),
    })),
  };
}

/** What both making and changing a store send. */
export function storeBody(draft: StoreDraft): Omit<Body, "code" | "name" | "parentId"> {
  const { lat, lng, system, areaM2 } = draft;
  const known = lat !== null && lat !== undefined && lng !== null && lng !== undefined;
  return {
    role: draft.role,
    nameEn: draft.nameEn || null,
    city: draft.city ?? "",
    province: draft.province ?? "",
    address: draft.address ?? "",
    phone: draft.phone ?? "",
    areaM2: areaM2 ?? null,
    position: known ? { lat, lng, system } : null,
    hours: draft.hours.map((one) => ({
      weekday: one.weekday,
      ...minutesOf(one.opens, one.closes),
    })),
    specialDays: draft.special.map(({ day, opens, closes }) => ({
      day,
      ...(opens && closes ? minutesOf(opens, closes) : { opensMin: null, closesMin: null }),
    })),
  };
}
