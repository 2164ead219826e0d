/**
 * The machine's monotonic clock: every process reads the same one, and nobody sets it. Each
 * process's own `performance.timeOrigin` is read at its start, on a busy machine milliseconds off.
 */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Makes epoch milliseconds of the monotonic clock: one process finds it, all others get it. */
export const findEpochOffset = (): number => Date.now() - monotonicMs();

/** Epoch milliseconds, in the same order in every process with this offset. */
export const clockOf = (epochOffset: number) => (): number => epochOffset + monotonicMs();
