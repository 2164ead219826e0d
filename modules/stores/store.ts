import type { CoordinateSystem } from "#packages/geo/index.ts";
import type { OpenSpan } from "./opening-hours.ts";
import type { StoreRow } from "./tables.ts";

export const storeRoles = ["sales", "experience", "flagship", "pickup"] as const;
export type StoreRole = (typeof storeRoles)[number];

/** A position as it was measured, with the system it was measured in. */
export interface GivenPosition {
  readonly lat: number;
  readonly lng: number;
  readonly system: CoordinateSystem;
}

export interface Store {
  /** Also the id of its unit in the organisation. */
  readonly storeId: string;
  readonly code: string;
  readonly externalCode: string | null;
  readonly role: StoreRole;
  readonly name: string;
  readonly nameEn: string | null;
  readonly address: string;
  readonly city: string;
  readonly province: string;
  readonly phone: string;
  readonly areaM2: number | null;
  readonly position: GivenPosition | null;
  /** WGS-84 degrees; null: the position is not known. */
  readonly lat: number | null;
  readonly lng: number | null;
  readonly hours: readonly OpenSpan[];
  readonly createdAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
}

/** What a list of stores shows; searches read no more than this. */
export type CardStore = Pick<
  Store,
  | "storeId" | "code" | "role" | "name" | "nameEn" | "address" | "city" | "phone" | "lat" | "lng"
  | "hours" | "closedAt"
>;

/** What is given for a store that is made, changed or imported. */
export interface StoreFields {
  readonly code: string;
  readonly externalCode: string | null;
  readonly role: StoreRole;
  readonly name: string;
  readonly nameEn: string | null;
  readonly address: string;
  readonly city: string;
  readonly province: string;
  readonly phone: string;
  readonly areaM2: number | null;
  readonly position: GivenPosition | null;
  readonly hours: readonly OpenSpan[];
}

function positionOf(row: StoreRow): GivenPosition | null {
  const { given_lat: lat, given_lng: lng, coordinate_system: system } = row;
  return lat === null || lng === null || system === null ? null : { lat, lng, system };
}

export function storeOf(row: StoreRow): Store {
  return {
    storeId: row.store_id,
    code: row.code,
    externalCode: row.external_code,
    role: row.role,
    name: row.name,
    nameEn: row.name_en,
    address: row.address,
    city: row.city,
    province: row.province,
    phone: row.phone,
    areaM2: row.area_m2,
    position: positionOf(row),
    lat: row.lat,
    lng: row.lng,
    hours: row.hours,
    createdAt: row.created_at,
    closedAt: row.closed_at,
  };
}
