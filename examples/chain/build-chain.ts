import { importCsv, type ImportTotals } from "../import-csv.ts";
import { allPages, type Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import type { SourceStore } from "./read-stores.ts";

interface WantedUnit {
  readonly kind: "region" | "city";
  readonly code: string;
  readonly name: string;
  /** Null: below the root. */
  readonly parentCode: string | null;
}

function wantedUnits(stores: readonly SourceStore[]): WantedUnit[] {
  const regions = new Map<string, WantedUnit>();
  const cities = new Map<string, WantedUnit>();
  for (const { province, city, cityCode } of stores) {
    regions.set(province, { kind: "region", code: province, name: province, parentCode: null });
    cities.set(cityCode, { kind: "city", code: cityCode, name: city, parentCode: province });
  }
  return [...regions.values(), ...cities.values()];
}

async function knownUnits({ sdk, brand }: Partner): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const kind of ["region", "city"] as const) {
    const units = await allPages((page) =>
      sdk.call("listUnits", { path: { brand }, query: { kind, ...page } }),
    );
    for (const { code, unitId } of units) known.set(code, unitId);
  }
  return known;
}

/** Regions and cities, each once: the code tells which are there. Answers how many are new. */
async function buildUnits(partner: Partner, wanted: readonly WantedUnit[]): Promise<number> {
  const known = await knownUnits(partner);
  let added = 0;
  for (const { parentCode, ...unit } of wanted) {
    if (known.has(unit.code)) continue;
    const parentId = parentCode === null ? partner.rootUnitId : (known.get(parentCode) ?? null);
    const body = { ...unit, parentId };
    const made = await partner.sdk.call("createUnit", { path: { brand: partner.brand }, body });
    known.set(unit.code, made.unitId);
    added++;
  }
  return added;
}

const header = [
  "code", "name", "role", "parent_code", "address", "city", "province", "longitude", "latitude",
  "coordinate_system", "opens", "closes",
];

/** What the file cannot tell us it stays silent about: an empty cell is "unknown". */
const rowOf = (store: SourceStore) => [
  store.code,
  store.name,
  "sales",
  store.cityCode,
  store.address,
  store.city,
  store.province,
  String(store.lng),
  String(store.lat),
  "GCJ-02",
  store.hours?.opens,
  store.hours?.closes,
];

export interface ChainReport {
  readonly units: number;
  readonly unitsAdded: number;
  readonly stores: ImportTotals;
  readonly unknownHours: number;
}

/** The chain's tree and stores. Again, it adds nothing. */
export async function buildChain(
  partner: Partner,
  stores: readonly SourceStore[],
  screen: Screen,
): Promise<ChainReport> {
  const wanted = wantedUnits(stores);
  const step = screen.step("机构与门店", "Units and stores", stores.length);
  const unitsAdded = await buildUnits(partner, wanted);
  const csv = { header, rows: stores.map(rowOf) };
  const imported = await importCsv(partner, "importStores", csv, step);
  step.done();
  const unknownHours = stores.filter((store) => store.hours === null).length;
  return { units: wanted.length, unitsAdded, stores: imported, unknownHours };
}
