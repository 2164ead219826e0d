const turnMs = 10;

/** Lets other requests in: one boss's check must not keep a counter waiting. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs steps to their end, with a breath where they took a while. */
export async function unhurried<T>(steps: Iterator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < turnMs) continue;
    await breathe();
    began = performance.now();
  }
}
