import type { Tx } from "../context.ts";
import { type Database, inBrand, inBrandBatch } from "../db/driver.ts";
import type { Route } from "../route.ts";

type Within = <T>(db: Database, brandId: string, run: (tx: Tx) => Promise<T>) => Promise<T>;

/** A few readings also write: a lottery is drawn by whoever looks first after its time. */
const inSnapshot: Within = (db, brandId, run) =>
  inBrand(db, brandId, run, "snapshot").catch((error: unknown) => {
    // Of several that look at once one has written; the others read again what it wrote.
    if ((error as { code?: unknown }).code !== "40001") throw error;
    return inBrand(db, brandId, run);
  });

/**
 * What is read is read as of one moment. A route without a transaction of its own has nothing but
 * the caller's session looked up in it.
 */
export function transactionOf({ method, transaction, access }: Route): Within {
  if (transaction === "burst") return inBrandBatch;
  if (transaction !== "none") return method === "GET" ? inSnapshot : inBrand;
  if (access.kind !== "member") return inBrand;
  return (db, brandId, run) => inBrandBatch(db, brandId, run, "reads");
}
