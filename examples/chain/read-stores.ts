import { readTable } from "../read-table.ts";

export interface SourceStore {
  /** The id of the file. */
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly city: string;
  /** Province and city: two provinces could have a city of one name. */
  readonly cityCode: string;
  readonly address: string;
  /** Degrees, GCJ-02. */
  readonly lng: number;
  readonly lat: number;
  /** "HH:MM:SS"; null: unknown. */
  readonly hours: { readonly opens: string; readonly closes: string } | null;
}

export const neutralName = "示例咖啡";
const chainNames = /星巴克|starbucks/gi;

/** Names belong to their owners; positions and hours are what the example needs. */
export const neutral = (text: string): string => text.replaceAll(chainNames, neutralName);

/** Eighty stores give midnight twice: a field left at its default, not a store always open. */
function hoursOf(opens: string, closes: string): SourceStore["hours"] {
  return opens === closes ? null : { opens, closes };
}

/** The chain's stores; a row that cannot be read is told in `problems`. */
export async function readStores(): Promise<{ stores: SourceStore[]; problems: string[] }> {
  const { rows, problems } = await readTable("chain/stores.csv.gz", [
    "id", "name", "city", "province_city", "address", "longitude", "latitude", "open_time",
    "close_time",
  ]);
  const stores = rows.map((row) => ({
    code: row.id,
    name: neutral(row.name),
    // "广东省广州市" is the province followed by the city; of 上海市 both are the same.
    province: row.province_city.slice(0, -row.city.length),
    city: row.city,
    cityCode: row.province_city,
    address: neutral(row.address),
    lng: Number(row.longitude),
    lat: Number(row.latitude),
    hours: hoursOf(row.open_time, row.close_time),
  }));
  return { stores, problems };
}
