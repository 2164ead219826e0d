import type { Context } from "./context.ts";
import { type Database, inBrand } from "./db/driver.ts";

let database: Database | undefined;

/** The app role's database, for routes that open their own transactions. */
export function setOwnTransactionDatabase(db: Database): void {
  database = db;
}

/**
 * Runs in a transaction of its own, held to the context's brand; what waits for the commit runs
 * after this commit. For routes declared `transaction: "none"`: imports in chunks, cached answers.
 */
export async function ownTransaction<T>(
  ctx: Omit<Context, "tx">,
  run: (ctx: Context) => Promise<T>,
): Promise<T> {
  if (!database) throw new Error("setOwnTransactionDatabase() has not been called.");
  const afterCommit: Array<() => void> = [];
  const result = await inBrand(database, ctx.brand.brandId, (tx) =>
    run({ ...ctx, tx, afterCommit }),
  );
  for (const after of afterCommit) after();
  return result;
}
