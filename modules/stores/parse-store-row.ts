import type { CoordinateSystem } from "#packages/geo/index.ts";
import { type Fault, storeFault } from "./check-store.ts";
import { dailyHours, type OpenSpan, parseClock } from "./opening-hours.ts";
import { type GivenPosition, type Store, type StoreFields, storeRoles } from "./store.ts";

export const storeColumns = {
  required: ["code", "name"],
  optional: [
    "external_code", "name_en", "role", "parent_code", "address", "city", "province", "phone",
    "longitude", "latitude", "coordinate_system", "opens", "closes", "area_m2",
  ],
  aliases: {
    门店编号: "code", 门店名称: "name", 外部编号: "external_code", 英文名称: "name_en",
    角色: "role", 上级编号: "parent_code", 地址: "address", 城市: "city", 省份: "province",
    电话: "phone", 经度: "longitude", 纬度: "latitude", 坐标系: "coordinate_system",
    开门: "opens", 打烊: "closes", 面积: "area_m2",
  },
} as const;

export type StoreColumn =
  | (typeof storeColumns.required)[number]
  | (typeof storeColumns.optional)[number];
type Cells = Readonly<Record<StoreColumn, string>>;

export type RowFault =
  | Fault
  | { readonly code: "store_role_invalid"; readonly params: { readonly given: string } };

/** A row as read. What a cell left empty is absent here: a known store keeps what it has. */
export interface StoreRowGiven {
  readonly code: string;
  readonly parentCode: string | null;
  readonly given: Partial<StoreFields>;
}

const systems: Record<string, CoordinateSystem> = {
  WGS84: "WGS-84",
  GCJ02: "GCJ-02",
  BD09: "BD-09",
};

class BadCell extends Error {
  readonly fault: RowFault;
  constructor(fault: RowFault) {
    super(fault.code);
    this.fault = fault;
  }
}

function positionOf(cells: Cells): GivenPosition | undefined {
  const { longitude, latitude, coordinate_system: named } = cells;
  if (!longitude && !latitude) return undefined;
  const system = systems[named.toUpperCase().replace(/[\s_-]/g, "")];
  const [lng, lat] = [Number(longitude), Number(latitude)];
  // No default system: half a kilometre off is worse than a line to correct.
  if (!longitude || !latitude || !system || !Number.isFinite(lng) || !Number.isFinite(lat)) {
    const given = [longitude || "?", latitude || "?", named || "?"].join(", ").slice(0, 80);
    throw new BadCell({ code: "store_position_invalid", params: { given } });
  }
  return { lat, lng, system };
}

function hoursOf(cells: Cells): OpenSpan[] | undefined {
  const { opens, closes } = cells;
  if (!opens && !closes) return undefined;
  const [opensMin, closesMin] = [parseClock(opens), parseClock(closes)];
  if (opensMin === null || closesMin === null || opensMin >= 1440) {
    const given = `${opens}–${closes}`.slice(0, 40);
    throw new BadCell({ code: "store_hours_invalid", params: { given } });
  }
  return dailyHours(opensMin, closesMin);
}

function areaOf(cells: Cells): number | undefined {
  if (!cells.area_m2) return undefined;
  const area = Number(cells.area_m2.replaceAll(",", ""));
  if (area > 0) return area;
  throw new BadCell({ code: "store_area_invalid", params: { given: cells.area_m2.slice(0, 40) } });
}

function roleOf(cells: Cells) {
  if (!cells.role) return undefined;
  const role = storeRoles.find((one) => one === cells.role.toLowerCase());
  if (role) return role;
  throw new BadCell({ code: "store_role_invalid", params: { given: cells.role.slice(0, 40) } });
}

function present<T extends object>(all: T): Partial<T> {
  const kept = Object.entries(all).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(kept) as Partial<T>;
}

/** Reads the cells of one row; a fault names what is wrong with it. */
export function parseStoreRow(cells: Cells): StoreRowGiven | RowFault {
  try {
    const given = present({
      externalCode: cells.external_code,
      role: roleOf(cells),
      name: cells.name,
      nameEn: cells.name_en,
      address: cells.address,
      city: cells.city,
      province: cells.province,
      phone: cells.phone,
      areaM2: areaOf(cells),
      position: positionOf(cells),
      hours: hoursOf(cells),
    }) as Partial<StoreFields>;
    const row = { code: cells.code, parentCode: cells.parent_code || null, given };
    const fault = storeFault(mergedFields(row, null));
    return fault ?? row;
  } catch (error) {
    if (error instanceof BadCell) return error.fault;
    throw error;
  }
}

const empty: StoreFields = {
  code: "",
  externalCode: null,
  role: "sales",
  name: "",
  nameEn: null,
  address: "",
  city: "",
  province: "",
  phone: "",
  areaM2: null,
  position: null,
  hours: [],
};

/** What the store is after the row: given cells over what is known, or over nothing. */
export function mergedFields(row: StoreRowGiven, known: Store | null): StoreFields {
  const { code, externalCode, role, name, nameEn, address, city } = known ?? empty;
  const { province, phone, areaM2, position, hours } = known ?? empty;
  return {
    code: known ? code : row.code,
    ...{ externalCode, role, name, nameEn, address, city, province, phone },
    ...{ areaM2, position, hours },
    ...row.given,
  };
}
