import { gridCell, isPosition, toWgs84 } from "#packages/geo/index.ts";
import { refuse } from "#platform/errors.ts";
import { hoursFault } from "./opening-hours.ts";
import type { GivenPosition, StoreFields } from "./store.ts";

const codeShape = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

export type StoreFault =
  | "store_code_invalid"
  | "store_name_invalid"
  | "store_position_invalid"
  | "store_hours_invalid"
  | "store_area_invalid"
  | "store_field_too_long";

export interface Fault {
  readonly code: StoreFault;
  readonly params: Readonly<Record<string, string | number>>;
}

const longest = {
  name: 80,
  nameEn: 120,
  address: 200,
  city: 60,
  province: 60,
  phone: 40,
  externalCode: 64,
} as const;

/** The first thing wrong with a store's fields, or null; for forms and imports alike. */
export function storeFault(fields: StoreFields): Fault | null {
  if (!codeShape.test(fields.code)) {
    return { code: "store_code_invalid", params: { given: fields.code.slice(0, 40) } };
  }
  if (fields.name.trim() === "") return { code: "store_name_invalid", params: {} };
  for (const [field, most] of Object.entries(longest) as [keyof typeof longest, number][]) {
    if ((fields[field] ?? "").length > most) {
      return { code: "store_field_too_long", params: { field, most } };
    }
  }
  const at = fields.position;
  if (at && !isPosition(at.lat, at.lng)) {
    return { code: "store_position_invalid", params: { given: `${at.lat}, ${at.lng}` } };
  }
  const hours = hoursFault(fields.hours);
  if (hours) return { code: "store_hours_invalid", params: { given: hours } };
  const area = fields.areaM2;
  if (area !== null && !(area > 0 && area < 1_000_000)) {
    return { code: "store_area_invalid", params: { given: area } };
  }
  return null;
}

export function checkStore(fields: StoreFields): void {
  const fault = storeFault(fields);
  if (fault) throw refuse(fault.code, fault.params);
}

/** WGS-84 degrees and grid cell of a position; all null without one. */
export function placed(position: GivenPosition | null) {
  if (!position) return { lat: null, lng: null, cell: null };
  const { lat, lng } = toWgs84(position.lat, position.lng, position.system);
  return { lat, lng, cell: gridCell(lat, lng) };
}
