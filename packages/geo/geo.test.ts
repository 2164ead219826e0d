import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as geo from "./index.ts";

const anywhere = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const inChina = fc.record({
  lat: fc.double({ min: 24, max: 34, noNaN: true }),
  lng: fc.double({ min: 103, max: 117, noNaN: true }),
});

function moved(place: geo.Position, system: geo.CoordinateSystem): number {
  const converted = geo.toWgs84(place.lat, place.lng, system);
  return geo.distanceMeters(place.lat, place.lng, converted.lat, converted.lng);
}

test("Shanghai moves by half a kilometre from GCJ-02 and by more from BD-09", () => {
  const shanghai = { lat: 31.2304, lng: 121.4737 };
  assert.equal(moved(shanghai, "WGS-84"), 0);
  assert.ok(moved(shanghai, "GCJ-02") > 300 && moved(shanghai, "GCJ-02") < 700);
  assert.ok(moved(shanghai, "BD-09") > 700 && moved(shanghai, "BD-09") < 1700);
});

test("a known landmark: Tian'anmen in the three systems", () => {
  const wgs = { lat: 39.90734, lng: 116.39125 };
  const gcj = geo.fromWgs84(wgs.lat, wgs.lng, "GCJ-02");
  assert.ok(geo.distanceMeters(gcj.lat, gcj.lng, 39.90874, 116.39749) < 5);
  const bd = geo.fromWgs84(wgs.lat, wgs.lng, "BD-09");
  assert.ok(geo.distanceMeters(bd.lat, bd.lng, 39.91508, 116.40385) < 10);
});

test("places abroad stay where they are, also inside gcoord's rectangle", () => {
  const abroad: [string, number, number][] = [
    ["Tokyo", 35.6812, 139.7671],
    ["Paris", 48.8566, 2.3522],
    ["Osaka", 34.6937, 135.5023],
    ["Seoul", 37.5665, 126.978],
    ["Busan", 35.1796, 129.0756],
    ["Pyongyang", 39.0392, 125.7625],
    ["Vladivostok", 43.1155, 131.8855],
    ["Khabarovsk", 48.4827, 135.0838],
    ["Irkutsk", 52.287, 104.305],
    ["Ulaanbaatar", 47.8864, 106.9057],
    ["Almaty", 43.222, 76.8512],
    ["Bishkek", 42.8746, 74.5698],
    ["Kathmandu", 27.7172, 85.324],
    ["Thimphu", 27.4728, 89.639],
    ["New Delhi", 28.6139, 77.209],
    ["Dhaka", 23.8103, 90.4125],
    ["Mandalay", 21.9588, 96.0891],
    ["Hanoi", 21.0278, 105.8342],
    ["Bangkok", 13.7563, 100.5018],
    ["Singapore", 1.3521, 103.8198],
    ["Manila", 14.5995, 120.9842],
    ["Naha", 26.2124, 127.6809],
    ["New York", 40.7128, -74.006],
    ["Sydney", -33.8688, 151.2093],
  ];
  for (const [city, lat, lng] of abroad) {
    assert.deepEqual(geo.toWgs84(lat, lng, "GCJ-02"), { lat, lng }, city);
    assert.deepEqual(geo.toWgs84(lat, lng, "BD-09"), { lat, lng }, city);
    assert.deepEqual(geo.fromWgs84(lat, lng, "GCJ-02"), { lat, lng }, city);
  }
});

test("Hong Kong, Macau and Taipei are shifted, as the vendors document; so are edge cities", () => {
  const home: [string, number, number][] = [
    ["Hong Kong", 22.3193, 114.1694],
    ["Macau", 22.1987, 113.5439],
    ["Taipei", 25.033, 121.5654],
    ["Kashgar", 39.4704, 75.9898],
    ["Urumqi", 43.8256, 87.6168],
    ["Lhasa", 29.652, 91.1721],
    ["Harbin", 45.8038, 126.535],
    ["Mohe", 52.9721, 122.5387],
    ["Sanya", 18.2528, 109.5119],
    ["Dandong", 40.1245, 124.3947],
    ["Dongtou island", 27.844, 121.1578],
    ["Shenzhen", 22.5431, 114.0579],
  ];
  for (const [city, lat, lng] of home) {
    assert.ok(moved({ lat, lng }, "GCJ-02") > 50, city);
    assert.ok(moved({ lat, lng }, "BD-09") > 50, city);
  }
});

test("there and back is within a metre", () => {
  fc.assert(
    fc.property(inChina, fc.constantFrom("GCJ-02", "BD-09"), ({ lat, lng }, system) => {
      const shown = geo.fromWgs84(lat, lng, system as geo.CoordinateSystem);
      const back = geo.toWgs84(shown.lat, shown.lng, system as geo.CoordinateSystem);
      assert.ok(geo.distanceMeters(lat, lng, back.lat, back.lng) < 1);
    }),
  );
});

test("what is no position is refused", () => {
  assert.throws(() => geo.toWgs84(91, 0, "WGS-84"), RangeError);
  assert.throws(() => geo.toWgs84(Number.NaN, 0, "GCJ-02"), RangeError);
  assert.equal(geo.isPosition(31, Number.POSITIVE_INFINITY), false);
});

test("distances: Shanghai to Beijing, a quarter of the earth, across the date line", () => {
  assert.ok(Math.abs(geo.distanceMeters(31.2304, 121.4737, 39.9042, 116.4074) - 1_067_000) < 2000);
  const quarter = (geo.earthRadiusMeters * Math.PI) / 2;
  assert.ok(Math.abs(geo.distanceMeters(0, 0, 90, 0) - quarter) < 1);
  assert.ok(Math.abs(geo.distanceMeters(0, 179.9, 0, -179.9) - 22_239) < 5);
});

function inBoxes(boxes: geo.Box[], { lat, lng }: geo.Position): boolean {
  return boxes.some(
    (box) =>
      lat >= box.minLat && lat <= box.maxLat && lng >= box.minLng && lng <= box.maxLng,
  );
}

test("boxes and cells hold every point within the radius, at poles and date line too", () => {
  const centre = fc.oneof(
    anywhere,
    fc.constantFrom(
      { lat: 89.99, lng: 10 },
      { lat: -90, lng: 0 },
      { lat: 10, lng: 179.99 },
      { lat: 65, lng: -180 },
    ),
  );
  const bearing = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
  const radius = fc.double({ min: 1, max: 3_000_000, noNaN: true });
  fc.assert(
    fc.property(centre, bearing, radius, fc.double({ min: 0, max: 1 }), (from, turn, r, part) => {
      const point = destination(from, turn, r * (part || 0));
      if (geo.distanceMeters(from.lat, from.lng, point.lat, point.lng) > r) return;
      assert.ok(inBoxes(geo.boundingBox(from.lat, from.lng, r), point));
      const cells = geo.boundingCells(from.lat, from.lng, r);
      assert.ok(cells === null || cells.includes(geo.gridCell(point.lat, point.lng)));
    }),
    { numRuns: 2000 },
  );
});

test("a box is tight: its sides are not further away than the radius", () => {
  const [box] = geo.boundingBox(31.23, 121.47, 5000);
  assert.ok(box);
  assert.ok(Math.abs(geo.distanceMeters(31.23, 121.47, box.maxLat, 121.47) - 5000) < 1);
  assert.equal(geo.boundingBox(31.23, 121.47, 5000).length, 1);
  assert.equal(geo.boundingBox(10, 179.99, 5000).length, 2);
  assert.equal(geo.boundingBox(89.99, 0, 5000)[0]?.minLng, -180);
});

test("few cells for a walk, none offered for a continent", () => {
  assert.ok((geo.boundingCells(31.23, 121.47, 3000)?.length ?? 99) <= 9);
  assert.equal(geo.boundingCells(31.23, 121.47, 1_000_000), null);
});

function destination(from: geo.Position, bearing: number, meters: number): geo.Position {
  const radians = Math.PI / 180;
  const angle = meters / geo.earthRadiusMeters;
  const lat1 = from.lat * radians;
  const sinLat =
    Math.sin(lat1) * Math.cos(angle) + Math.cos(lat1) * Math.sin(angle) * Math.cos(bearing);
  const lat2 = Math.asin(Math.max(-1, Math.min(1, sinLat)));
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(lat1),
    Math.cos(angle) - Math.sin(lat1) * sinLat,
  );
  const lng = from.lng + turn / radians;
  return { lat: lat2 / radians, lng: ((((lng + 180) % 360) + 360) % 360) - 180 };
}
