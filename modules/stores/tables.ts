import type { CoordinateSystem } from "#packages/geo/index.ts";
import type { OpenSpan } from "./opening-hours.ts";
import type { StoreRole } from "./store.ts";

export interface StoreRow {
  readonly brand_id: string;
  readonly store_id: string;
  readonly code: string;
  readonly external_code: string | null;
  readonly role: StoreRole;
  readonly name: string;
  readonly name_en: string | null;
  readonly address: string;
  readonly city: string;
  readonly province: string;
  readonly phone: string;
  readonly area_m2: number | null;
  readonly given_lat: number | null;
  readonly given_lng: number | null;
  readonly coordinate_system: CoordinateSystem | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly cell: number | null;
  readonly hours: readonly OpenSpan[];
  readonly created_at: Temporal.Instant;
  readonly updated_at: Temporal.Instant;
  readonly closed_at: Temporal.Instant | null;
}

interface SpecialDayRow {
  readonly brand_id: string;
  readonly store_id: string;
  readonly day: string;
  readonly opens_min: number | null;
  readonly closes_min: number | null;
}

export interface StoresTables {
  "stores.stores": StoreRow;
  "stores.special_days": SpecialDayRow;
}
