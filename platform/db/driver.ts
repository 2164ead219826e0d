import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Tx } from "../context.ts";
import { Refusal } from "../errors.ts";
import { batchTx, closeBatchTx } from "./batch-connection.ts";
import { beReading, collectWork, doCollectedWork } from "./before-commit.ts";
import { abandonBurst, isWhole, sendInBurst } from "./burst.ts";

const { types } = pg;
// int8 as number: no count or amount reaches 2^53; a larger one is an error, not a rounding.
types.setTypeParser(types.builtins.INT8, (text: string) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond a safe integer`);
  return value;
});
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text: string) => Temporal.Instant.from(text));
types.setTypeParser(types.builtins.DATE, (text: string) => text);
types.setTypeParser(types.builtins.NUMERIC, (text: string) => Number(text));

// pg asks an object for its parameter form by this name; JSON.stringify would add quotes.
Object.defineProperty(Temporal.Instant.prototype, "toPostgres", {
  value(this: Temporal.Instant): string {
    return this.toString();
  },
});

export type Database = Kysely<Record<string, never>>;

export interface Databases {
  /** Owns everything: migrations, sequencer, the list of brands with work. */
  readonly owner: Database;
  readonly ownerPool: pg.Pool;
  /** Every route, reaction and job body: row-level security holds it to one brand. */
  readonly app: Database;
  readonly appPool: pg.Pool;
  /**
   * For counts that outlive a rolled-back transaction: asked for while one of `app` is held. From
   * the same pool, as many requests as it has connections would wait for each other for ever.
   */
  readonly counts: Database;
  close(): Promise<void>;
}

export interface PoolSizes {
  readonly owner: number;
  readonly app: number;
}

const sessionSettings = [
  "-c timezone=UTC",
  "-c statement_timeout=60000",
  "-c idle_in_transaction_session_timeout=60000",
].join(" ");

/**
 * A statement that begins so is parsed and planned once a connection: for those of a batch, whose
 * text is always the same. Not for `select *`: a column added meanwhile would be an error.
 */
const keptMark = "/* kept */";
const keptNames = new Map<string, string>();

function nameOf(text: string): string {
  const known = keptNames.get(text);
  if (known) return known;
  const name = `kept_${keptNames.size + 1}`;
  keptNames.set(text, name);
  return name;
}

function keepStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const keeping = (text: unknown, ...rest: unknown[]) =>
    typeof text === "string" && text.startsWith(keptMark)
      ? query({ name: nameOf(text), text, values: rest[0] })
      : query(text, ...rest);
  Object.defineProperty(client, "query", { value: keeping });
}

function pool(url: string, max: number, name: string, more: object = {}): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    options: sessionSettings,
    idleTimeoutMillis: 30_000,
    ...more,
  });
  // An idle connection that PostgreSQL closes must not end the process; the next query reconnects.
  made.on("error", () => undefined);
  // Nor one that is in use: its query rejects, the event on the client is the same news again.
  made.on("connect", (client) => {
    client.on("error", () => undefined);
    keepStatements(client);
  });
  return made;
}

const pools = new WeakMap<Database, pg.Pool>();

function kysely(from: pg.Pool): Database {
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: from }) });
  pools.set(db, from);
  return db;
}

export function openDatabases(
  ownerUrl: string,
  appUrl: string,
  sizes: PoolSizes = { owner: 6, app: 16 },
): Databases {
  const ownerPool = pool(ownerUrl, sizes.owner, "bihuan-owner");
  // A statement goes out at once, whether the one before it is answered or not.
  const appPool = pool(appUrl, sizes.app, "bihuan-app", { pipeline: true });
  const owner = kysely(ownerPool);
  const app = kysely(appPool);
  const counts = kysely(pool(appUrl, 3, "bihuan-counts"));
  return {
    owner,
    ownerPool,
    app,
    appPool,
    counts,
    async close() {
      await counts.destroy();
      await app.destroy();
      await owner.destroy();
    },
  };
}

const uuid = /^[0-9a-f-]{36}$/;

/** The statement that names the brand; Citus would not hand set_config to its workers. */
export function brandStatement(brandId: string): string {
  if (!uuid.test(brandId)) throw new Error(`not a brand id: ${brandId}`);
  return `set local bihuan.brand = '${brandId}'`;
}

/**
 * `committed`: each statement sees what is committed when it begins. `snapshot`: all see the same
 * moment, so that an answer made of several is never half before a change and half after it; a
 * write to what another has changed meanwhile fails.
 */
type Isolation = "committed" | "snapshot";

const beginnings: Record<Isolation, string> = {
  committed: "begin",
  snapshot: "begin isolation level repeatable read",
};

/**
 * One transaction of the app role, held to one brand. It begins and names its brand in one round
 * trip: each that a request waits for counts.
 */
export async function inBrand<T>(
  db: Database,
  brandId: string,
  run: (tx: Tx) => Promise<T>,
  isolation: Isolation = "committed",
): Promise<T> {
  const begin = sql.raw(`${beginnings[isolation]}; ${brandStatement(brandId)}`);
  return db.connection().execute(async (connection) => {
    const tx = connection as unknown as Tx;
    try {
      await begin.execute(tx);
      collectWork(tx);
      const result = await run(tx);
      await doCollectedWork(tx);
      await sql`commit`.execute(tx);
      return result;
    } catch (error) {
      // A connection that is lost rolls back by itself, and the first error says more.
      await sql`rollback`.execute(tx).catch(() => undefined);
      throw error;
    }
  });
}

/**
 * `reads`: it changes nothing, so nobody waits for its end. `repeatable`: what a crash of the
 * machine loses of it is done again from the journal, so nobody waits for the disk.
 */
export type BatchKind = "durable" | "repeatable" | "reads";

function beginBatch(client: pg.PoolClient, brandId: string, kind: BatchKind) {
  const begun = Promise.all([
    sendInBurst(client, "begin"),
    sendInBurst(client, brandStatement(brandId), [], false),
    // Look-ups of few rows each: a plan for this time's values costs more than it saves.
    sendInBurst(client, "set local plan_cache_mode = force_generic_plan"),
    kind === "repeatable" && sendInBurst(client, "set local synchronous_commit = off"),
  ]);
  // Whoever waits first hears of it.
  begun.catch(() => undefined);
  return begun;
}

/** Ends a batch that failed. A refusal is an answer: it costs no connection. */
async function undoBatch(client: pg.PoolClient, tx: Tx, error: unknown): Promise<void> {
  // Whatever did not wait for the rest must not ask in the next transaction of this connection.
  closeBatchTx(tx);
  const { tag } = await sendInBurst(client, "rollback").catch(() => ({ tag: null }));
  const refused = error instanceof Refusal && tag === "ROLLBACK" && isWhole(client);
  // What failed may be a plan of before a migration: the next connection prepares anew.
  client.release(!refused);
}

/** Gives the connection of a batch that has only read back, behind the caller's back. */
function endReading(client: pg.PoolClient): void {
  sendInBurst(client, "commit").then(() => client.release(), () => client.release(true));
}

/**
 * {@link inBrand} for a batch: statements that do not wait for each other share a round trip, and
 * each is prepared once a connection. The journal is written and the transaction committed in one.
 */
export async function inBrandBatch<T>(
  db: Database,
  brandId: string,
  run: (tx: Tx) => Promise<T>,
  kind: BatchKind = "durable",
): Promise<T> {
  const pool = pools.get(db);
  if (!pool) throw new Error("This database has no pool.");
  const client = await pool.connect();
  const tx = batchTx(client);
  try {
    const begun = beginBatch(client, brandId, kind);
    if (kind === "reads") beReading(tx);
    collectWork(tx);
    const result = await run(tx);
    if (kind === "reads") {
      endReading(client);
      return result;
    }
    const work = doCollectedWork(tx);
    // What fails before it is sent takes the commit along: both wait for the same turn.
    work.catch((error: unknown) => abandonBurst(client, error));
    const [, , { tag }] = await Promise.all([begun, work, sendInBurst(client, "commit")]);
    if (tag !== "COMMIT") throw new Error("The batch was rolled back.");
    client.release();
    return result;
  } catch (error) {
    await undoBatch(client, tx, error);
    throw error;
  }
}
