/** Collects concurrent calls while one statement is in flight and sends the next as one batch. */
export interface BatchOptions<In, Out> {
  /** Handles all rows at once; answers in the order of the rows. */
  run(rows: readonly In[]): Promise<readonly Out[]>;
  /** Most rows in a statement. */
  readonly maxRows?: number;
  /** True: the outcome of the failed batch is known (rolled back), so rows may be tried alone. */
  isRolledBack?(error: unknown): boolean;
}

interface Waiting<In, Out> {
  readonly row: In;
  resolve(out: Out): void;
  reject(error: unknown): void;
}

export interface Batcher<In, Out> {
  add(row: In): Promise<Out>;
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>;
}

/**
 * A batch that fails and was rolled back is tried row by row, so that one bad row refuses alone; a
 * batch whose outcome is unknown (connection lost at commit) rejects all of its rows: the callers
 * answer 503 and may repeat with their idempotency keys.
 */
export function batcher<In, Out>(options: BatchOptions<In, Out>): Batcher<In, Out> {
  const maxRows = options.maxRows ?? 500;
  let waiting: Waiting<In, Out>[] = [];
  let flight: Promise<void> | null = null;

  async function alone(one: Waiting<In, Out>, triesLeft: number): Promise<void> {
    try {
      const [out] = await options.run([one.row]);
      one.resolve(out as Out);
    } catch (error) {
      if (triesLeft > 0 && isLostRace(error)) await alone(one, triesLeft - 1);
      else one.reject(error);
    }
  }

  async function send(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outs = await options.run(batch.map((one) => one.row));
      if (outs.length !== batch.length) throw new Error("A batch must answer each of its rows.");
      batch.forEach((one, index) => one.resolve(outs[index] as Out));
    } catch (error) {
      const known = options.isRolledBack?.(error) ?? false;
      const [only, ...others] = batch;
      if (others.length === 0 && only && isLostRace(error)) await alone(only, mostRaces);
      else if (others.length === 0 || !known) for (const one of batch) one.reject(error);
      else for (const one of batch) await alone(one, mostRaces);
    }
  }

  async function fly(): Promise<void> {
    // One turn of the loop lets requests that arrived together share the first statement.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxRows);
      waiting = waiting.slice(maxRows);
      await send(batch);
    }
    flight = null;
  }

  return {
    add(row) {
      return new Promise<Out>((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        flight ??= fly();
      });
    },
    async idle() {
      while (flight) await flight;
    },
  };
}

const mostRaces = 2;

/**
 * Another transaction was first: with the same key, or crosswise. This one is certainly rolled
 * back, and sees what the other wrote when it is tried again.
 */
function isLostRace(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === "23505" || code === "40001" || code === "40P01";
}

/** PostgreSQL answered with an error of its own: the transaction is certainly rolled back. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "string"
    ? /^[0-9A-Z]{5}$/.test((error as unknown as { code: string }).code)
    : false;
}
