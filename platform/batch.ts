/** Collects concurrent calls while one statement is in flight and sends the next as one batch. */
export interface BatchOptions<In, Out> {
  /** Handles all rows at once; answers in the order of the rows. */
  run(rows: readonly In[]): Promise<readonly Out[]>;
  /** Most rows in a statement. */
  readonly maxRows?: number;
  /**
   * How many batches may be under way at once, 1 unless told. A further one sets off when as many
   * rows wait as each of them holds: its look-ups then run while those before it are written.
   */
  readonly abreast?: number;
  /**
   * Rows of one name are never in two batches at once: the later one waits for the other's end.
   * Undefined: it may go with any.
   */
  nameOf?(row: In): string | undefined;
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

async function alone<In, Out>(
  options: BatchOptions<In, Out>,
  one: Waiting<In, Out>,
  triesLeft: number,
): Promise<void> {
  try {
    const [out] = await options.run([one.row]);
    one.resolve(out as Out);
  } catch (error) {
    if (triesLeft > 0 && isLostRace(error)) await alone(options, one, triesLeft - 1);
    else one.reject(error);
  }
}

async function send<In, Out>(
  options: BatchOptions<In, Out>,
  batch: readonly Waiting<In, Out>[],
): Promise<void> {
  try {
    const outs = await options.run(batch.map((one) => one.row));
    if (outs.length !== batch.length) throw new Error("A batch must answer each of its rows.");
    batch.forEach((one, index) => one.resolve(outs[index] as Out));
  } catch (error) {
    const known = options.isRolledBack?.(error) ?? false;
    const [only, ...others] = batch;
    if (others.length === 0 && only && isLostRace(error)) await alone(options, only, mostRaces);
    else if (others.length === 0 || !known) for (const one of batch) one.reject(error);
    else for (const one of batch) await alone(options, one, mostRaces);
  }
}

/**
 * A batch that fails and was rolled back is tried row by row, so that one bad row refuses alone; a
 * batch whose outcome is unknown (connection lost at commit) rejects all of its rows: the callers
 * answer 503 and may repeat with their idempotency keys.
 */
export function batcher<In, Out>(options: BatchOptions<In, Out>): Batcher<In, Out> {
  const maxRows = options.maxRows ?? 500;
  const abreast = options.abreast ?? 1;
  let waiting: Waiting<In, Out>[] = [];
  let boarding = false;
  let lanes = 0;
  let rowsUnderWay = 0;
  const names = new Set<string>();
  const flights = new Set<Promise<void>>();

  const nameOf = (one: Waiting<In, Out>): string | undefined => options.nameOf?.(one.row);

  /** The next to go, in the order of arrival. */
  function board(): Waiting<In, Out>[] {
    const isFree = (one: Waiting<In, Out>): boolean => !names.has(nameOf(one) ?? "");
    const free = names.size === 0 ? waiting : waiting.filter(isFree);
    const batch = free.slice(0, maxRows);
    if (batch.length === waiting.length) waiting = [];
    else {
      const going = new Set(batch);
      waiting = waiting.filter((one) => !going.has(one));
    }
    return batch;
  }

  /** Whether a further one would be as large as the others are. */
  const enough = (others: number): boolean =>
    waiting.length * Math.max(1, others) >= rowsUnderWay;

  async function fly(): Promise<void> {
    boarding = true;
    // One turn of the loop lets requests that arrived together share the first statement.
    await new Promise<void>((resolve) => setImmediate(resolve));
    boarding = false;
    for (;;) {
      const batch = enough(lanes - 1) ? board() : [];
      if (batch.length === 0) {
        lanes -= 1;
        return;
      }
      const own = batch.flatMap((one) => nameOf(one) ?? []);
      for (const name of own) names.add(name);
      rowsUnderWay += batch.length;
      await send(options, batch);
      rowsUnderWay -= batch.length;
      for (const name of own) names.delete(name);
    }
  }

  function setOff(): void {
    if (boarding || lanes >= abreast || !enough(lanes)) return;
    lanes += 1;
    const flight = fly().finally(() => flights.delete(flight));
    flights.add(flight);
  }

  return {
    add(row) {
      return new Promise<Out>((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        setOff();
      });
    },
    async idle() {
      while (lanes > 0) await Promise.all(flights);
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
