import { benchKey, demo } from "./demo-brand.ts";
import { pairwise } from "./load.ts";
import { median, type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

const stores = 100_000;

/** A small linear congruential generator: the same stores and points in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Place {
  readonly lat: number;
  readonly lng: number;
}

function places(count: number, seed: number): Place[] {
  const next = sequence(seed);
  return Array.from({ length: count }, () => ({ lat: 22 + next() * 18, lng: 102 + next() * 18 }));
}

function haversineMeters(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * rad) / 2) ** 2;
  const h =
    half(a.lat, b.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(a.lng, b.lng);
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
}

async function importStores(url: string, made: readonly Place[]): Promise<void> {
  const key = await benchKey(url, ["stores.write", "stores.read", "units.manage"]);
  const head =
    "code,name,role,city,address,longitude,latitude,coordinate_system,opens,closes";
  const lines = made.map(
    ({ lat, lng }, at) =>
      `b${at},门店 ${at},sales,城 ${at % 300},路 ${at},${lng},${lat},WGS-84,09:00,22:00`,
  );
  const answer = await fetch(`${url}/api/${demo.brand}/stores/import`, {
    method: "POST",
    headers: {
      ...key,
      "content-type": "text/csv",
      "idempotency-key": crypto.randomUUID(),
    },
    body: [head, ...lines].join("\n"),
  });
  const report = (await answer.json()) as { added?: number };
  if (report.added !== made.length) throw new Error(`import: ${JSON.stringify(report)}`);
}

async function checkNearest(url: string, made: readonly Place[], points: readonly Place[]) {
  for (const point of points.slice(0, 20)) {
    const query = `lat=${point.lat}&lng=${point.lng}&system=WGS-84&limit=10`;
    const answer = await fetch(`${url}/${demo.brand}/api/stores?${query}`);
    const { items } = (await answer.json()) as { items: { code: string }[] };
    const wanted = made
      .map((place, at) => ({ code: `b${at}`, meters: haversineMeters(point, place) }))
      .sort((a, b) => a.meters - b.meters)
      .slice(0, 10)
      .map((one) => one.code);
    const got = items.map((one) => one.code);
    if (got.filter((code) => code.startsWith("b")).join() !== wanted.join()) {
      throw new Error(`nearest to ${point.lat},${point.lng}: ${got} instead of ${wanted}`);
    }
  }
}

/** Nearby search on 100,000 synthetic stores against a route that does nothing. */
export async function nearby(): Promise<Result[]> {
  const server = await startServer();
  try {
    const made = places(stores, 7);
    await importStores(server.url, made);
    const points = places(200, 11);
    await checkNearest(server.url, made, points);
    const paths = points.map(
      ({ lat, lng }) => `/${demo.brand}/api/stores?lat=${lat}&lng=${lng}&system=WGS-84&limit=10`,
    );
    const { floors, routes } = await pairwise(
      { url: `${server.url}/${demo.brand}/api/bench/floor` },
      { url: server.url, paths },
    );
    return [
      resultOf({
        bench: "nearby",
        unit: "requests/s",
        runs: routes,
        floor: { name: "empty route", value: median(floors) },
        atLeastRatio: 0.2,
        correct: `${stores} stores; ten nearest of 20 points equal brute force`,
      }),
    ];
  } finally {
    await server.stop();
  }
}
