/** Mean earth radius of IUGG, in metres. */
export const earthRadiusMeters = 6_371_008.8;

const radians = Math.PI / 180;

/** Great-circle distance in metres (haversine on a sphere; within 0.6 % of the ellipsoid). */
export function distanceMeters(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const halfLat = ((lat2 - lat1) * radians) / 2;
  const halfLng = ((lng2 - lng1) * radians) / 2;
  const h =
    Math.sin(halfLat) ** 2 +
    Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(halfLng) ** 2;
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(h)));
}
