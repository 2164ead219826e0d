import autocannon from "autocannon";

export interface Load {
  readonly url: string;
  /** Requests taken in turn, by path; one at `url` without them. */
  readonly paths?: readonly string[];
  readonly seconds?: number;
  readonly connections?: number;
}

export interface Loaded {
  readonly perSecond: number;
  readonly answers: number;
  readonly p99Ms: number;
}

/** Headers and body of each request are made anew; the paths are GETs without. */
export interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  headers(): Record<string, string>;
  readonly body?: string;
}

const fewConnections = 32;

export interface Sending {
  readonly seconds: number;
  readonly connections?: number;
  /** The status that every answer must have; absent: any 2xx. */
  readonly status?: number;
}

/** Sends requests in turn for a bounded time; any answer other than the expected is an error. */
export async function send(
  origin: string,
  requests: readonly Request[],
  { seconds, connections = fewConnections, status }: Sending,
): Promise<Loaded> {
  const made = requests.map(({ method, path, headers, body }) => ({
    method,
    path,
    ...(body === undefined ? {} : { body }),
    setupRequest: (request: object) => ({ ...request, headers: headers() }),
  }));
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: made as never,
  });
  const { non2xx, errors, statusCodeStats = {} } = result;
  const all = non2xx + result["2xx"];
  const answers = status === undefined ? result["2xx"] : (statusCodeStats[`${status}`]?.count ?? 0);
  if (answers < all || errors > 0) {
    throw new Error(`${requests[0]?.path}: ${all - answers} answers of another status, `
      + `${errors} errors (${JSON.stringify(statusCodeStats)})`);
  }
  return {
    perSecond: result.requests.average,
    answers,
    p99Ms: result.latency.p99,
  };
}

/** Drives a GET route for a bounded time. */
export async function drive(load: Load): Promise<Loaded> {
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
  return {
    perSecond: result.requests.average,
    answers: result["2xx"],
    p99Ms: result.latency.p99,
  };
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
