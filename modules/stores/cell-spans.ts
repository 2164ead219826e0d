import { boundingBox, cellDegrees, gridCell } from "#packages/geo/index.ts";

/** Cells from `low` to `high` of one row of the grid: neighbours in the index. */
export interface CellSpan {
  readonly low: number;
  readonly high: number;
}

const cellsInRow = Math.round(360 / cellDegrees);
/** About 300 km north to south. Beyond, one band of whole rows is cheaper than a range a row. */
const mostRows = 120;

/**
 * The cells that hold every position within the radius, as one range a row of the grid: 40 index
 * ranges hold a circle of 100 km, where single cells would be 1,600 values.
 */
export function cellSpans(lat: number, lng: number, radiusMeters: number): CellSpan[] {
  const boxes = boundingBox(lat, lng, radiusMeters);
  const [{ minLat, maxLat } = { minLat: -90, maxLat: 90 }] = boxes;
  const [bottom, top] = [gridCell(minLat, -180), gridCell(maxLat, 180)];
  if ((top - bottom) / cellsInRow > mostRows) return [{ low: bottom, high: top }];
  return boxes.flatMap((box) => {
    const first = gridCell(box.minLat, box.minLng);
    const last = gridCell(box.maxLat, box.minLng);
    const width = gridCell(box.minLat, box.maxLng) - first;
    const spans: CellSpan[] = [];
    for (let low = first; low <= last; low += cellsInRow) spans.push({ low, high: low + width });
    return spans;
  });
}
