import type { Tx } from "../context.ts";

type Work = () => Promise<void>;

const collecting = new WeakMap<Tx, Work[]>();

/** From now on the transaction collects what it does last. */
export function collectWork(tx: Tx): void {
  collecting.set(tx, []);
}

/** Has the work done as the last before the commit; false: this transaction does not collect. */
export function beforeCommit(tx: Tx, work: Work): boolean {
  const works = collecting.get(tx);
  works?.push(work);
  return works !== undefined;
}

export async function doCollectedWork(tx: Tx): Promise<void> {
  for (const work of collecting.get(tx) ?? []) await work();
  collecting.delete(tx);
}
