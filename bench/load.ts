import autocannon from "autocannon";

export interface Load {
  readonly url: string;
  /** Requests taken in turn, by path; one at `url` without them. */
  readonly paths?: readonly string[];
  readonly seconds?: number;
  readonly connections?: number;
}

const fewConnections = 32;

/** Drives a GET route for a bounded time. */
async function drive(load: Load): Promise<number> {
  const base = new URL(load.url);
  const result = await autocannon({
    url: base.origin,
    connections: load.connections ?? fewConnections,
    duration: load.seconds ?? 4,
    requests: (load.paths ?? [base.pathname + base.search]).map((path) => ({
      method: "GET" as const,
      path,
    })),
  });
  const { non2xx, errors } = result;
  if (non2xx > 0 || errors > 0) {
    throw new Error(`${load.url}: ${non2xx} answers were not 2xx, ${errors} errors`);
  }
  return result.requests.average;
}

/** Floor and route in turn, so that a drift of the machine's speed meets both. */
export async function pairwise(floor: Load, route: Load, rounds = 3) {
  const floors: number[] = [];
  const routes: number[] = [];
  await drive({ ...floor, seconds: 2 });
  await drive({ ...route, seconds: 2 });
  for (let round = 0; round < rounds; round++) {
    floors.push(await drive(floor));
    routes.push(await drive(route));
  }
  return { floors, routes };
}
