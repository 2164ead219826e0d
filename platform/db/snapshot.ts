import type pg from "pg";

/** Who reads: a pool, or one connection in a snapshot. */
export type Reader = Pick<pg.ClientBase, "query">;

/** All of it sees the same moment: what commits meanwhile is wholly in it or not at all. */
export async function inSnapshot<T>(
  pool: pg.Pool,
  look: (reader: Reader) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    return await look(client);
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}
