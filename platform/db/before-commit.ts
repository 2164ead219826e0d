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

/** Begins all of it before it returns: a batch sends its commit right behind. */
export async function doCollectedWork(tx: Tx): Promise<void> {
  const works = collecting.get(tx) ?? [];
  collecting.delete(tx);
  await Promise.all(works.map((work) => work()));
}
