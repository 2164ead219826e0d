import {
  type CompiledQuery, type DatabaseConnection, type Driver, Kysely, PostgresAdapter,
  PostgresIntrospector, PostgresQueryCompiler, type RawBuilder,
} from "kysely";
import type pg from "pg";
import type { Tx } from "../context.ts";
import { beforeCommit } from "./before-commit.ts";
import { sendInBurst } from "./burst.ts";

type Any = Kysely<Record<string, never>>;

/** How many rows a statement changed, by PostgreSQL's own word for it: "INSERT 0 3". */
function changed(tag: string): { readonly numAffectedRows?: bigint } {
  const [, count] = /^(?:INSERT 0|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag) ?? [];
  return count === undefined ? {} : { numAffectedRows: BigInt(count) };
}

async function ask(client: pg.PoolClient, text: string, values: readonly unknown[]) {
  const { rows, tag } = await sendInBurst(client, text, values);
  return { rows, ...changed(tag) };
}

const run = (client: pg.PoolClient, { sql: text, parameters }: CompiledQuery) =>
  ask(client, text, parameters);

const nothing = async (): Promise<void> => undefined;

/** What the transactions of one connection ask through, until one of them is refused. */
interface Lane {
  readonly base: Any;
  close(): void;
}

function laneOf(client: pg.PoolClient): Lane {
  let open = true;
  const connection: DatabaseConnection = {
    async executeQuery(query) {
      if (!open) throw new Error("This transaction has been refused and is over.");
      return (await run(client, query)) as never;
    },
    streamQuery() {
      throw new Error("A batch reads no stream.");
    },
  };
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
  const base: Any = new Kysely({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  });
  return { base, close: () => void (open = false) };
}

const made = new WeakMap<pg.PoolClient, Lane>();
const clients = new WeakMap<Tx, pg.PoolClient>();

/**
 * A transaction whose statements do not wait for each other: those that are sent together are
 * answered together, in one round trip.
 */
export function batchTx(client: pg.PoolClient): Tx {
  const lane = made.get(client) ?? laneOf(client);
  made.set(client, lane);
  // A new object each time: what a transaction has read is remembered by it.
  const tx = lane.base.withTables() as unknown as Tx;
  clients.set(tx, client);
  return tx;
}

/** From now on nothing is asked in it: its connection is about to serve another brand. */
export function closeBatchTx(tx: Tx): void {
  const client = clients.get(tx);
  if (!client) return;
  clients.delete(tx);
  made.get(client)?.close();
  made.delete(client);
}

/**
 * Sends a statement before this call returns, so that what is sent after it runs after it although
 * nobody waits in between: a lock, and the reads that it protects.
 */
export async function sendNow<T>(tx: Tx, statement: RawBuilder<T>): Promise<{ rows: T[] }> {
  const client = clients.get(tx);
  if (!client) return statement.execute(tx);
  return (await run(client, statement.compile(tx))) as unknown as { rows: T[] };
}

/** Sends a statement of this text before it returns; null: the transaction is no batch. */
export function askInBurst(tx: Tx, text: string, values: readonly unknown[]) {
  const client = clients.get(tx);
  return client ? ask(client, text, values) : null;
}

/** A statement of the query builder, as it is before `execute()`. */
interface Built {
  compile(): CompiledQuery;
  execute(): Promise<unknown>;
}

/** {@link sendNow} for a write of the query builder whose answer nobody needs. */
export async function writeNow(tx: Tx, write: Built): Promise<void> {
  const client = clients.get(tx);
  if (client) await run(client, write.compile());
  else await write.execute();
}

/**
 * Writes that nothing in this transaction reads again: sent along with the commit, so that nobody
 * waits for them alone. `work` sends them before it returns.
 */
export async function doLast(tx: Tx, work: () => Promise<unknown>): Promise<void> {
  const done = async () => void (await work());
  if (!clients.has(tx) || !beforeCommit(tx, done)) await done();
}

/** {@link doLast} for one write of the query builder. */
export const writeLast = (tx: Tx, write: Built): Promise<void> =>
  doLast(tx, () => writeNow(tx, write));
