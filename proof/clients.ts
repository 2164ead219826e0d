import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { findEpochOffset } from "./clock.ts";
import type { Order, Report, Shot, Told } from "./shot.ts";

/** Shots under way: what has come back so far, and all of it in the end. */
export interface Flight {
  /** Resolves when so many tries have ended, or all have. */
  after(tries: number): Promise<void>;
  readonly all: Promise<readonly Told[]>;
}

export interface Clients {
  /** Every shot once, spread over the processes, a bounded number of them at a time. */
  volley(shots: readonly Shot[], atOnce?: number): Flight;
  /** The shots round and round with new keys, until `stop`. */
  hose(shots: readonly Shot[], atOnce: number): { stop(): Promise<readonly Told[]> };
  close(): Promise<void>;
}

const clientFile = path.join(import.meta.dirname, "client.ts");

const epochOffset = String(findEpochOffset());

interface Hand {
  readonly child: ChildProcess;
  hear(report: Report): void;
}

function startHand(servers: readonly string[]): Hand {
  const child = fork(clientFile, [epochOffset, ...servers], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const hand: Hand = { child, hear: () => undefined };
  child.on("message", (report: Report) => hand.hear(report));
  child.on("exit", () => hand.hear({ kind: "done" }));
  // An attack that is broken off may still send to one that is gone.
  child.on("error", () => undefined);
  return hand;
}

function spread(shots: readonly Shot[], count: number): Shot[][] {
  return Array.from({ length: count }, (_, place) =>
    shots.filter((_one, index) => index % count === place));
}

function flightOf(hands: readonly Hand[]) {
  const told: Told[] = [];
  const waiting: { readonly tries: number; go(): void }[] = [];
  let open = hands.length;
  let unarmed = hands.length;
  const wake = () => {
    for (const one of waiting) if (told.length >= one.tries || open === 0) one.go();
  };
  const all = new Promise<readonly Told[]>((resolve) => {
    for (const hand of hands) {
      hand.hear = (report) => {
        if (report.kind === "told") told.push(...report.told);
        if (report.kind === "armed" && --unarmed === 0) {
          for (const one of hands) one.child.send({ kind: "enough" } satisfies Order);
        }
        if (report.kind === "done") open -= 1;
        wake();
        if (open === 0) resolve(told);
      };
    }
  });
  const after = (tries: number) =>
    new Promise<void>((go) => {
      waiting.push({ tries, go });
      wake();
    });
  return { after, all };
}

/** Client processes that speak HTTP with the servers and log what they are told. */
export function startClients(count: number, servers: readonly string[]): Clients {
  const hands = Array.from({ length: count }, () => startHand(servers));
  const order = (kind: "volley" | "hose", shots: readonly Shot[], atOnce: number): Flight => {
    const flight = flightOf(hands);
    const parts = spread(shots, hands.length);
    hands.forEach(({ child }, place) =>
      child.send({ kind, shots: parts[place] ?? [], atOnce } satisfies Order));
    return flight;
  };
  return {
    volley: (shots, atOnce = 32) => order("volley", shots, atOnce),
    hose(shots, atOnce) {
      const { all } = order("hose", shots, atOnce);
      return {
        stop() {
          for (const { child } of hands) child.send({ kind: "enough" } satisfies Order);
          return all;
        },
      };
    },
    async close() {
      await Promise.all(hands.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, "exit");
        child.kill("SIGTERM");
        await gone;
      }));
    },
  };
}
