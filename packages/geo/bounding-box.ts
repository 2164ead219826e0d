import { earthRadiusMeters } from "./distance.ts";

/** Degrees, all four sides inclusive, minLng ≤ maxLng. */
export type Box = {
  readonly minLat: number;
  readonly maxLat: number;
  readonly minLng: number;
  readonly maxLng: number;
};

const degrees = 180 / Math.PI;

// Rounding in the haversine may put a point on the rim a hair outside; 1e-9° is 0.1 mm.
const margin = 1e-9;

/**
 * Boxes that together hold every point within `radiusMeters`: one, or two where the circle crosses
 * the antimeridian. Around a pole the box spans all longitudes. For an index on (lat, lng); the
 * exact distance still has to be tested.
 */
export function boundingBox(lat: number, lng: number, radiusMeters: number): Box[] {
  const angle = radiusMeters / earthRadiusMeters;
  const latSpan = angle * degrees + margin;
  const minLat = Math.max(-90, lat - latSpan);
  const maxLat = Math.min(90, lat + latSpan);
  if (minLat <= -90 || maxLat >= 90) return [{ minLat, maxLat, minLng: -180, maxLng: 180 }];

  // The circle is widest where its tangent is a meridian, not at the latitude of its centre.
  const ratio = Math.sin(angle) / Math.cos(lat / degrees);
  const lngSpan = Math.asin(Math.min(1, ratio)) * degrees + margin;
  const west = lng - lngSpan;
  const east = lng + lngSpan;
  if (west < -180) {
    return [
      { minLat, maxLat, minLng: west + 360, maxLng: 180 },
      { minLat, maxLat, minLng: -180, maxLng: east },
    ];
  }
  if (east > 180) {
    return [
      { minLat, maxLat, minLng: west, maxLng: 180 },
      { minLat, maxLat, minLng: -180, maxLng: east - 360 },
    ];
  }
  return [{ minLat, maxLat, minLng: west, maxLng: east }];
}
