import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";

const timestamptz = pg.types.builtins.TIMESTAMPTZ;

/** The identity library calculates with Date; everything else here reads instants. */
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid !== timestamptz) return pg.types.getTypeParser(oid, format as "text");
    return (text: string) => new Date(Temporal.Instant.from(text).epochMilliseconds);
  },
};

async function connectionOf(pool: pg.Pool) {
  const client = await pool.connect();
  return {
    query: (text: string, values: readonly unknown[]) =>
      client.query({ text, values: [...values], types }),
    release: () => client.release(),
  };
}

/** A Kysely over the given pool that reads times as Date; it never ends the pool. */
export function accountsDatabase(pool: pg.Pool): Kysely<Record<string, never>> {
  const narrowed = {
    options: {},
    connect: () => connectionOf(pool),
    end: async () => undefined,
  };
  return new Kysely({ dialect: new PostgresDialect({ pool: narrowed as unknown as pg.Pool }) });
}
