import autocannon from "autocannon";

export interface Load {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Other paths, taken in turn. */
  readonly paths?: readonly string[];
  readonly seconds?: number;
}

export interface Loaded {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Drives one route for a bounded time; any answer other than 2xx is an error. */
export async function drive(load: Load): Promise<Loaded> {
  const { method = "GET", headers = {}, body } = load;
  const base = new URL(load.url);
  const common = { method, headers, ...(body === undefined ? {} : { body }) };
  const requests = (load.paths ?? [base.pathname + base.search]).map((path) => ({
    ...common,
    path,
  }));
  const result = await autocannon({
    url: base.origin,
    connections: 32,
    duration: load.seconds ?? 4,
    requests: requests as never,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.url}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  }
  return { perSecond: result.requests.average, p99Ms: result.latency.p99 };
}

/** Floor and route in turn, so that a drift of the machine's speed meets both. */
export async function pairwise(floor: Load, route: Load, rounds = 3) {
  const floors: number[] = [];
  const routes: number[] = [];
  await drive({ ...floor, seconds: 2 });
  await drive({ ...route, seconds: 2 });
  for (let round = 0; round < rounds; round++) {
    floors.push((await drive(floor)).perSecond);
    routes.push((await drive(route)).perSecond);
  }
  return { floors, routes };
}
