import { connect, type Socket } from "node:net";
import { sizeOfAnswer, statusOf } from "./http-answer.ts";

export interface Loaded {
  readonly perSecond: number;
  readonly answers: number;
  readonly p99Ms: number;
}

/** What does not change from request to request is written once. */
export interface Asked {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Driving {
  readonly connections: number;
  readonly seconds: number;
  /** The status that every answer must have. */
  readonly status: number;
}

const lineEnd = "\r\n";
const slotsPerMs = 10;
const mostMs = 20_000;

/** Everything but the idempotency key, which is new for each. */
function written(origin: URL, { method, path, headers, body = "" }: Asked) {
  const lines = Object.entries({
    host: origin.host,
    ...headers,
    ...(method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}),
  }).map(([name, value]) => `${name}: ${value}${lineEnd}`);
  return { head: `${method} ${path} HTTP/1.1${lineEnd}${lines.join("")}`, body };
}

/** How many answers took how long, in tenths of a millisecond. */
function histogram() {
  const slots = new Uint32Array(mostMs * slotsPerMs);
  return {
    add(ms: number) {
      slots[Math.min(slots.length - 1, Math.floor(ms * slotsPerMs))]! += 1;
    },
    quantile(share: number): number {
      const all = slots.reduce((sum, one) => sum + one, 0);
      let seen = 0;
      const at = slots.findIndex((one) => (seen += one) >= all * share);
      return Math.max(0, at) / slotsPerMs;
    },
  };
}

interface Run {
  readonly driving: Driving;
  next(): string;
  answered(ms: number): void;
  failed(error: Error): void;
  readonly until: number;
}

/** One connection with one request under way; ends when the time is over. */
function converse(origin: URL, run: Run): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(origin.port), origin.hostname);
    socket.setNoDelay(true);
    let sentAt = 0;
    let rest: Buffer | null = null;
    const end = (): void => {
      socket.destroy();
      resolve();
    };
    const ask = (): void => {
      sentAt = performance.now();
      if (sentAt >= run.until) return end();
      socket.write(run.next(), "latin1");
    };
    socket.on("connect", ask);
    socket.on("data", (chunk: Buffer) => {
      const bytes: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
      const size = sizeOfAnswer(bytes);
      rest = size === 0 ? bytes : null;
      if (size === 0) return;
      if (statusOf(bytes) !== run.driving.status) {
        run.failed(new Error(bytes.toString("utf8")));
        return end();
      }
      run.answered(performance.now() - sentAt);
      ask();
    });
    socket.on("error", (error) => {
      run.failed(error);
      end();
    });
  });
}

/**
 * Sends requests in turn, each with an idempotency key of its own, one a connection at a time; who
 * asked waits for the answer, also when the time is over. Plain sockets: on two cores a load
 * generator that costs as much as the server measures itself.
 */
export async function driveSockets(
  url: string,
  asked: readonly Asked[],
  driving: Driving,
): Promise<Loaded> {
  const origin = new URL(url);
  const requests = asked.map((one) => written(origin, one));
  const mark = Date.now().toString(16).padStart(12, "0");
  const times = histogram();
  const from = performance.now();
  let sent = 0;
  let answers = 0;
  let failure: Error | null = null;
  const run: Run = {
    driving,
    until: from + driving.seconds * 1_000,
    next() {
      const { head, body } = requests[sent % requests.length]!;
      // As long as a UUID.
      const key = `${mark}-${(++sent).toString(16).padStart(23, "0")}`;
      return `${head}idempotency-key: ${key}${lineEnd}${lineEnd}${body}`;
    },
    answered(ms) {
      answers += 1;
      times.add(ms);
    },
    failed(error) {
      failure ??= error;
    },
  };
  await Promise.all(Array.from({ length: driving.connections }, () => converse(origin, run)));
  if (failure) throw failure;
  const seconds = (performance.now() - from) / 1_000;
  return { perSecond: answers / seconds, answers, p99Ms: times.quantile(0.99) };
}
