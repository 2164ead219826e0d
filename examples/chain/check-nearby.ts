import { distanceMeters, toWgs84 } from "#packages/geo/index.ts";
import { inParallel, requestsAtOnce } from "../in-parallel.ts";
import type { Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import { type Point, randomPoints } from "./random-points.ts";
import type { SourceStore } from "./read-stores.ts";

const nearest = 10;
/** Two stores at one place may come in either order; rounding differs in the last digits. */
const sameMeters = 0.01;

interface Placed extends Point {
  readonly code: string;
}

interface Ranked {
  readonly code: string;
  readonly meters: number;
}

/** The distance to every store, the nearest first. */
function bruteForce(point: Point, stores: readonly Placed[]): Ranked[] {
  return stores
    .map(({ code, lat, lng }) => ({
      code,
      meters: distanceMeters(point.lat, point.lng, lat, lng),
    }))
    .sort((a, b) => a.meters - b.meters);
}

/** Null: as brute force says; else what is wrong. */
function difference(point: Point, found: readonly string[], truth: readonly Ranked[]) {
  const meters = new Map(truth.map((one) => [one.code, one.meters]));
  const expected = truth.slice(0, nearest);
  const right = expected.every(({ meters: wanted }, place) => {
    const got = meters.get(found[place] ?? "") ?? Number.NaN;
    return Math.abs(got - wanted) <= sameMeters;
  });
  if (right && new Set(found).size === expected.length) return null;
  const codes = expected.map((one) => one.code).join(" ");
  return `${point.lat},${point.lng}: ${found.join(" ")} ≠ ${codes}`;
}

/** Asks for the ten nearest stores of random points; answers the points that were wrong. */
export async function checkNearby(
  partner: Partner,
  stores: readonly SourceStore[],
  count: number,
  screen: Screen,
): Promise<string[]> {
  const placed = stores.map((store) => ({
    code: store.code,
    ...toWgs84(store.lat, store.lng, "GCJ-02"),
  }));
  const wrong: string[] = [];
  const step = screen.step("附近门店核对", "Nearby search checked", count);
  await inParallel(randomPoints(stores, count), requestsAtOnce, async (point) => {
    const page = await partner.sdk.call("findStores", {
      path: { brand: partner.brand },
      query: { ...point, system: "WGS-84", limit: nearest },
    });
    const truth = bruteForce(point, placed);
    const problem = difference(point, page.items.map((card) => card.code), truth);
    if (problem) wrong.push(problem);
    step.tick();
  });
  step.done();
  return wrong;
}
