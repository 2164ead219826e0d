import { type ItemLine, placeOf } from "./lines.ts";

export interface StockDecision {
  /** For each request, in order: the lines that there is not enough for; none: it is granted. */
  readonly short: readonly (readonly ItemLine[])[];
  /** What the granted ones reserve together, by place. */
  readonly reserved: ReadonlyMap<string, number>;
}

/**
 * Who gets what, in the order of arrival: a request gets all of its lines or none. Pure: `free` is
 * what the held rows say; a place without a row has nothing.
 */
export function decideStock(
  requests: readonly (readonly ItemLine[])[],
  free: ReadonlyMap<string, number>,
): StockDecision {
  const reserved = new Map<string, number>();
  const short = requests.map((lines) => {
    const missing = lines.filter((line) => {
      const place = placeOf(line);
      return (free.get(place) ?? 0) - (reserved.get(place) ?? 0) < line.quantity;
    });
    if (missing.length > 0) return missing;
    for (const line of lines) {
      const place = placeOf(line);
      reserved.set(place, (reserved.get(place) ?? 0) + line.quantity);
    }
    return [];
  });
  return { short, reserved };
}
