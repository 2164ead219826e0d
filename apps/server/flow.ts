import pg from "pg";
import { onAppended } from "#platform/journal.ts";
import { type Reaction, react } from "#platform/reactions.ts";
import { isOwnNotice, sequence } from "#platform/sequencer.ts";
import type { Databases } from "#platform/db/driver.ts";
import { statisticsKeeper } from "#platform/db/statistics.ts";

export interface Flow {
  /** Numbers and reacts until nothing is left; for tests and tools. */
  settle(): Promise<void>;
  /** Follows the journal from now on: own appends at once, others' by NOTIFY, at the latest 1 s. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface FlowOptions {
  readonly databases: Databases;
  readonly ownerUrl: string;
  readonly reactions: readonly Reaction[];
  readonly onError: (error: unknown) => void;
  /** Called with each brand whose journal grew, on every process. */
  readonly onBrand: (brandId: string) => void;
}

const pollMs = 1_000;
// After a pass that worked it rests four times as long as it worked: what is done for many events
// at once costs each of them less. Never longer than this, so that nothing falls behind.
const restShare = 4;
const mostRestMs = 300;

interface Listener {
  /** The first try has ended, one way or the other. */
  readonly first: Promise<void>;
  stop(): Promise<void>;
}

/** Hears of the journal's growth, also after PostgreSQL was away for longer than one try. */
function followNotices(
  url: string,
  onError: (error: unknown) => void,
  onNotice: (brandId: string | undefined) => void,
): Listener {
  let stopped = false;
  let client: pg.Client | undefined;
  async function listen(): Promise<void> {
    if (stopped) return;
    const own = new pg.Client({ connectionString: url });
    client = own;
    own.on("notification", ({ payload, processId }) => {
      if (!isOwnNotice(processId)) onNotice(payload);
    });
    let lost = false;
    const again = (): void => {
      if (!lost && !stopped) setTimeout(() => void listen(), pollMs).unref();
      lost = true;
    };
    own.on("error", again);
    try {
      await own.connect();
      await own.query("listen bihuan_journal");
    } catch (error) {
      if (!stopped) onError(error);
      again();
    }
  }
  return {
    first: listen(),
    async stop() {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}

interface EndablePause {
  rest(ms: number): Promise<void>;
  end(): void;
}

function endablePause(): EndablePause {
  let end: () => void = () => undefined;
  return {
    rest: (ms) => new Promise<void>((resolve) => {
      const waiting = setTimeout(resolve, ms);
      end = () => {
        clearTimeout(waiting);
        resolve();
      };
    }),
    end: () => end(),
  };
}

/** Runs once a while after it was asked for, however often that was. */
function onceAfter(ms: number, run: () => void): { ask(): void; stop(): void } {
  let waiting: NodeJS.Timeout | undefined;
  return {
    ask() {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        run();
      }, ms);
    },
    stop: () => clearTimeout(waiting),
  };
}

export function journalFlow(options: FlowOptions): Flow {
  const { databases, reactions, onError } = options;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  // Who numbered events reacts to them at once; the others look whether it did.
  const later = onceAfter(mostRestMs, () => wake());
  const pause = endablePause();
  const statistics = statisticsKeeper(databases.ownerPool, onError);
  let unsubscribe = () => undefined as unknown;
  let listener: Listener | undefined;

  async function pass(): Promise<number> {
    const numbered = await sequence(databases.ownerPool);
    statistics.grown(numbered);
    const moved = await react(databases.ownerPool, databases.app, reactions);
    return numbered + moved;
  }

  async function loop(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      const from = performance.now();
      const moved = await pass().catch(onError);
      const worked = performance.now() - from;
      if (moved && !stopped) await pause.rest(Math.min(mostRestMs, worked * restShare));
    }
    running = null;
  }

  function wake(): void {
    wanted = true;
    if (!running && !stopped) running = loop();
  }

  return {
    async settle() {
      while ((await pass()) > 0);
    },
    async start() {
      unsubscribe = onAppended((brandId) => {
        options.onBrand(brandId);
        wake();
      });
      listener = listener ?? followNotices(options.ownerUrl, onError, (brandId) => {
        if (brandId) options.onBrand(brandId);
        later.ask();
      });
      await listener.first;
      timer = setInterval(wake, pollMs);
      wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      later.stop();
      pause.end();
      unsubscribe();
      await running;
      await statistics.idle();
      await listener?.stop();
    },
  };
}
