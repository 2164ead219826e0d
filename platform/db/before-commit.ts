import type { Tx } from "../context.ts";

type Work = () => Promise<void>;

/**
 * The order of what is done last. Rows that other transactions wait for are taken behind all other
 * writes, so that they are held for the commit alone; answers are kept behind them, as where a
 * transaction takes first: two of them never wait for each other crosswise.
 */
export type Turn = "write" | "take" | "keep";
const turns: readonly Turn[] = ["write", "take", "keep"];

const collecting = new WeakMap<Tx, Record<Turn, Work[]>>();

/** From now on the transaction collects what it does last. */
export function collectWork(tx: Tx): void {
  collecting.set(tx, { write: [], take: [], keep: [] });
}

/** Has the work done as the last before the commit; false: this transaction does not collect. */
export function beforeCommit(tx: Tx, work: Work, turn: Turn = "write"): boolean {
  const works = collecting.get(tx);
  works?.[turn].push(work);
  return works !== undefined;
}

/** Begins all of it before it returns: a batch sends its commit right behind. */
export async function doCollectedWork(tx: Tx): Promise<void> {
  const works = collecting.get(tx);
  collecting.delete(tx);
  await Promise.all(turns.flatMap((turn) => works?.[turn] ?? []).map((work) => work()));
}

const reading = new WeakSet<Tx>();

/** The transaction changes nothing: what it reads was committed. */
export function beReading(tx: Tx): void {
  reading.add(tx);
}

export const isReading = (tx: Tx): boolean => reading.has(tx);

const hopeful = new WeakSet<Tx>();

/**
 * Nothing is read again behind what this transaction writes, and it is run once more without hope
 * when a CHECK refuses it: what it decides may rest on what was committed when it looked, as long
 * as its writes fail where that holds no more.
 */
export function beHopeful(tx: Tx): void {
  hopeful.add(tx);
}

export const isHopeful = (tx: Tx): boolean => hopeful.has(tx);
