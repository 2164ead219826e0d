import { boundingBox } from "./bounding-box.ts";

const cellsPerDegree = 20;
const columns = 360 * cellsPerDegree;
const rows = 180 * cellsPerDegree;

/** Height of a cell in degrees; 0.05° is 5.6 km north to south. */
export const cellDegrees = 1 / cellsPerDegree;

/** Number of the grid cell (0 … 25,919,999) that holds a position; fits a PostgreSQL integer. */
export function gridCell(lat: number, lng: number): number {
  return rowOf(lat) * columns + columnOf(lng);
}

/**
 * The cells that hold every point within `radiusMeters`, for `cell = any(…)` on an index; null
 * when they would be more than `most`, where a scan of the bounding box is the better plan.
 */
export function boundingCells(
  lat: number,
  lng: number,
  radiusMeters: number,
  most = 1000,
): number[] | null {
  const cells = new Set<number>();
  for (const box of boundingBox(lat, lng, radiusMeters)) {
    const [south, north] = [rowOf(box.minLat), rowOf(box.maxLat)];
    const [west, east] = [columnOf(box.minLng), columnOf(box.maxLng)];
    if ((north - south + 1) * (east - west + 1) > most) return null;
    for (let row = south; row <= north; row += 1) {
      for (let column = west; column <= east; column += 1) cells.add(row * columns + column);
    }
  }
  return cells.size > most ? null : [...cells];
}

function rowOf(lat: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor((lat + 90) * cellsPerDegree)));
}

// 180° east belongs to the last column, so that a box that ends there does not wrap to the first.
function columnOf(lng: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((lng + 180) * cellsPerDegree)));
}
