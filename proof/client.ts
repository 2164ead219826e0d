import { createHash } from "node:crypto";
import { Agent, type ClientRequest, type IncomingMessage, request as open } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { clockOf } from "./clock.ts";
import type { Order, Outcome, Report, Shot, Told } from "./shot.ts";

// A process of its own, so that the clients share no clock tick, socket or event loop.
const [epochOffset, ...servers] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
// Whoever asks again too early adds to what a busy machine still has to do: longer each time.
const firstPatienceMs = 60_000;
const mostPatienceMs = 600_000;
const repeatEveryMs = 400;
const firstBytesMs = 100;

const now = clockOf(Number(epochOffset));
const pending: Told[] = [];

function say(report: Report): void {
  process.send?.(report);
}

function flush(): void {
  if (pending.length > 0) say({ kind: "told", told: pending.splice(0) });
}
setInterval(flush, 25).unref();

interface Try {
  /** Resolves when it has its connection, or will have none. */
  readonly connected: Promise<void>;
  /** Sends what was kept back. */
  fire(): void;
  readonly told: Promise<Told>;
}

function outcomeOf(status: number): Outcome {
  if (status < 300) return "accepted";
  // A 5xx may have happened before or after the commit: the client must not conclude from it.
  return status < 500 ? "refused" : "unknown";
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function read(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => { text += chunk; });
    response.on("error", reject);
    response.on("aborted", () => reject(new Error("aborted")));
    response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
  });
}

function answerOf(request: ClientRequest, turn: number): Promise<Answer> {
  const patienceMs = Math.min(mostPatienceMs, firstPatienceMs * 2 ** turn);
  return new Promise((resolve, reject) => {
    request.on("response", (response) => read(response).then(resolve, reject));
    request.on("error", reject);
    request.setTimeout(patienceMs, () => request.destroy(new Error("no answer")));
  });
}

function connectionOf(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once("close", resolve);
    request.once("socket", (socket) => {
      if (socket.connecting) socket.once("connect", resolve);
      else resolve();
    });
  });
}

function prepare(shot: Shot, turn: number): Try {
  const server = (shot.server + turn) % servers.length;
  const body = shot.body ? JSON.stringify(shot.body) : "";
  const request = open(new URL(shot.path, servers[server]), {
    method: shot.method,
    agent,
    headers: {
      ...shot.headers,
      "idempotency-key": shot.key,
      // Only who asks once may call it the first attempt.
      ...(shot.copies ? {} : { "bihuan-attempt": String(turn + 1) }),
      ...(body ? { "content-type": "application/json" } : {}),
      "content-length": String(Buffer.byteLength(body)),
    },
  });
  request.setNoDelay(true);
  const connected = connectionOf(request);
  let sentAt = 0;
  const answer = answerOf(request, turn);
  const { key, act, on } = shot;
  const base = (): Pick<Told, "key" | "act" | "on" | "server" | "sentAt" | "answeredAt"> =>
    ({ key, act, on, server, sentAt, answeredAt: now() });
  const told = answer.then(
    ({ status, text }): Told => {
      const outcome = outcomeOf(status);
      const said = text ? JSON.parse(text) : {};
      const code = outcome === "accepted" ? null : String(said.code ?? status);
      const madeId = said.playId ?? said.redemptionId ?? said.voucherId ?? null;
      const hash = createHash("sha256").update(text).digest("hex");
      return { ...base(), outcome, code, madeId, hash };
    },
    (error: NodeJS.ErrnoException): Told =>
      ({
        ...base(), outcome: "unknown", code: error.code ?? error.message, madeId: null, hash: "",
      }),
  );
  if (shot.together && body) request.write(body.slice(0, -1));
  return {
    told,
    connected,
    fire() {
      sentAt = now();
      request.end(shot.together ? body.slice(-1) : body);
      if (shot.cutAfterMs === undefined || turn > 0) return;
      const cut = setTimeout(() => request.destroy(), shot.cutAfterMs);
      answer.catch(() => undefined).finally(() => clearTimeout(cut));
    },
  };
}

async function follow(shot: Shot, first: Promise<Told>): Promise<void> {
  for (let turn = 1, one = first; ; turn++) {
    const told = await one;
    pending.push(told);
    if (told.outcome !== "unknown" || turn > shot.repeats) return;
    if (turn > 1) await sleep(repeatEveryMs);
    const again = prepare({ ...shot, together: false }, turn);
    again.fire();
    one = again.told;
  }
}

function copiesOf(shot: Shot): Shot[] {
  const copies = shot.copies ?? 1;
  return Array.from({ length: copies }, (_, turn) => ({ ...shot, server: shot.server + turn }));
}

async function inLanes(atOnce: number, next: () => Shot | undefined): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let shot = next(); shot; shot = next()) {
      const all = copiesOf(shot).map((copy) => ({ copy, sent: prepare(copy, 0) }));
      for (const { sent } of all) sent.fire();
      await Promise.all(all.map(({ copy, sent }) => follow(copy, sent.told)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

let enough = false;
let trigger: (() => void) | undefined;

async function volley(shots: readonly Shot[], atOnce: number): Promise<void> {
  const kept = shots.filter((shot) => shot.together).flatMap(copiesOf)
    .map((shot) => ({ shot, sent: prepare(shot, 0) }));
  const rest = shots.filter((shot) => !shot.together);
  // The sockets open and the first bytes arrive; then main tells all processes at once.
  await Promise.all(kept.map(({ sent }) => sent.connected));
  if (kept.length > 0) await sleep(firstBytesMs);
  const go = new Promise<void>((resolve) => { trigger = resolve; });
  say({ kind: "armed" });
  await go;
  for (const { sent } of kept) sent.fire();
  const armed = kept.map(({ shot, sent }) => follow(shot, sent.told));
  await Promise.all([...armed, inLanes(atOnce, () => rest.shift())]);
}

async function hose(shots: readonly Shot[], atOnce: number): Promise<void> {
  let turn = 0;
  enough = false;
  await inLanes(atOnce, () => {
    if (enough) return undefined;
    const shot = shots[turn % shots.length];
    return shot && { ...shot, key: `${shot.key}.${turn++}` };
  });
}

async function obey(order: Order): Promise<void> {
  if (order.kind === "enough") {
    enough = true;
    trigger?.();
    return;
  }
  await (order.kind === "volley" ? volley : hose)(order.shots, order.atOnce);
  flush();
  say({ kind: "done" });
}

process.on("message", (order: Order) => void obey(order));
process.on("disconnect", () => process.exit(0));
