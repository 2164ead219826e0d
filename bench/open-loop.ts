/**
 * Instants of arrivals in ms from the start, by chance as people come: whoever comes does not ask
 * how busy the server is. The same seed gives the same ones.
 */
export function arrivals(count: number, perSecond: number, seed = 1): number[] {
  let state = seed;
  let at = 0;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    at += (-Math.log(state / 2_147_483_647) * 1_000) / perSecond;
    return at;
  });
}

/** Starts each task at its instant, whether the ones before have ended or not. */
export async function atInstants<T>(
  instants: readonly number[],
  run: (index: number, due: number) => Promise<T>,
): Promise<T[]> {
  const from = performance.now();
  return Promise.all(
    instants.map(async (instant, index) => {
      await untilDue(from + instant);
      return run(index, from + instant);
    }),
  );
}

/** Waits for an instant of `performance.now()`; never ends before it. */
export async function untilDue(due: number): Promise<void> {
  for (;;) {
    const rest = due - performance.now();
    if (rest <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

/** Runs tasks with so many at a time. */
export async function abreast<T>(
  count: number,
  width: number,
  run: (index: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      done[index] = await run(index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return done;
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
