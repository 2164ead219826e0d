import type { Context, Tx } from "./context.ts";
import { type BatchKind, type Database, inBrand, inBrandBatch } from "./db/driver.ts";

let database: Database | undefined;

/** The app role's database, for routes that open their own transactions. */
export function setOwnTransactionDatabase(db: Database): void {
  database = db;
}

/**
 * Runs in a transaction of its own, held to the context's brand; what waits for the commit runs
 * after this commit. For routes declared `transaction: "none"`: imports in chunks, cached answers.
 * `burst`: its statements share round trips, as in a batch.
 */
export async function ownTransaction<T>(
  ctx: Omit<Context, "tx">,
  run: (ctx: Context) => Promise<T>,
  burst?: BatchKind,
): Promise<T> {
  if (!database) throw new Error("setOwnTransactionDatabase() has not been called.");
  const afterCommit: Array<() => void> = [];
  const { brandId } = ctx.brand;
  const inside = (tx: Tx) => run({ ...ctx, tx, afterCommit });
  const result = burst
    ? await inBrandBatch(database, brandId, inside, burst)
    : await inBrand(database, brandId, inside);
  for (const after of afterCommit) after();
  return result;
}
