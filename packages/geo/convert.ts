import gcoord from "gcoord";
import { shiftedRings } from "./shifted-area.ts";

/** How a position was measured: GPS, or a Chinese map vendor's shifted system. */
export type CoordinateSystem = "WGS-84" | "GCJ-02" | "BD-09";

/** A position in degrees. */
export type Position = { readonly lat: number; readonly lng: number };

type Pair = [lng: number, lat: number];

// gcoord's types describe a default export that Node, loading its CommonJS file, does not see.
const { transform } = gcoord as unknown as {
  transform(position: Pair, from: string, to: string): Pair;
};

const names = { "WGS-84": "WGS84", "GCJ-02": "GCJ02", "BD-09": "BD09" } as const;

const rings = shiftedRings.map((ring) =>
  ring.split(" ").map((pair) => pair.split(",").map(Number) as Pair),
);

/** True for finite degrees with |lat| ≤ 90 and |lng| ≤ 180. */
export function isPosition(lat: number, lng: number): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
}

/**
 * True where Chinese map vendors shift what they show. Elsewhere they publish WGS-84 whatever the
 * system is called. gcoord's own guard is a rectangle that also holds Seoul, Osaka and Delhi, and
 * it shifts BD-09 everywhere on earth; hence this closer outline.
 */
export function isShifted(lat: number, lng: number): boolean {
  return rings.some((ring) => insideRing(ring, lat, lng));
}

/** To WGS-84 degrees, within a metre; unchanged where maps are not shifted. */
export function toWgs84(lat: number, lng: number, system: CoordinateSystem): Position {
  return convert(lat, lng, system, "WGS-84");
}

/** From WGS-84 degrees to a map vendor's system; unchanged where maps are not shifted. */
export function fromWgs84(lat: number, lng: number, system: CoordinateSystem): Position {
  return convert(lat, lng, "WGS-84", system);
}

function convert(
  lat: number,
  lng: number,
  from: CoordinateSystem,
  to: CoordinateSystem,
): Position {
  if (!isPosition(lat, lng)) throw new RangeError(`no position: ${lat}, ${lng}`);
  if (from === to || !isShifted(lat, lng)) return { lat, lng };
  const [toLng, toLat] = transform([lng, lat], names[from], names[to]);
  return { lat: toLat, lng: toLng };
}

function insideRing(ring: readonly Pair[], lat: number, lng: number): boolean {
  let inside = false;
  let [previousLng, previousLat] = ring[ring.length - 1]!;
  for (const [cornerLng, cornerLat] of ring) {
    const straddles = cornerLat > lat !== previousLat > lat;
    const slope = (previousLng - cornerLng) / (previousLat - cornerLat);
    if (straddles && lng < cornerLng + slope * (lat - cornerLat)) inside = !inside;
    [previousLng, previousLat] = [cornerLng, cornerLat];
  }
  return inside;
}
