import { hash } from "node:crypto";
import type pg from "pg";
import { sendInBurst } from "./db/burst.ts";
import { lines, plainArray } from "./db/lists.ts";
import type { Reader } from "./db/snapshot.ts";

/** Text form of an event, made by PostgreSQL, so that writing and verifying agree to the byte. */
export const canonicalSql = `concat_ws('|', j.event_id, j.kind,
  (extract(epoch from j.occurred_at) * 1000000)::bigint,
  (extract(epoch from j.recorded_at) * 1000000)::bigint,
  j.actor_kind, coalesce(j.actor_id::text, '-'), coalesce(j.unit_id::text, '-'),
  coalesce(j.member_id::text, '-'), j.request_id, j.payload::text)`;

const digestSql = `sha256(convert_to(${canonicalSql}, 'UTF8'))`;

/** The chain's next link; all in hex. */
function chainOf(before: string, digest: string): string {
  return hash("sha256", Buffer.from(before + digest, "hex"), "hex");
}

const firstLink = "00".repeat(32);

const batchSize = 2_000;

interface Sweep {
  /** Everything recorded before this instant is numbered or will never commit. */
  watermark: string;
}

const sweeps = new WeakMap<pg.Pool, Sweep>();

/**
 * The oldest instant at which a transaction that still runs began. What was recorded before it has
 * been decided: a later sweep needs not look there again. `clock_timestamp()` of a row is never
 * earlier than its transaction's start. The view over this function joins roles to it for nothing.
 */
// Of before the look: who begins while it looks must not be passed over.
const horizonSql = `select least(min(a.xact_start), statement_timestamp())::text as at
  from pg_stat_get_activity(null) a
  where a.xact_start is not null and a.pid <> pg_backend_pid()
    and a.datid = (select oid from pg_database where datname = current_database())`;

/**
 * One look-up for each event after the watermark: `offset 0` keeps the planner from joining, which
 * would read every position there ever was.
 */
const notNumberedSql = `not exists (select 1 from platform.journal_position p
  where p.brand_id = j.brand_id and p.event_id = j.event_id offset 0)`;

const brandsSql = `select distinct j.brand_id from platform.journal j
  where j.recorded_at >= $1 and ${notNumberedSql}`;

interface Swept {
  readonly horizon: string;
  readonly brands: readonly string[];
}

/** The horizon first: what commits after it was read may be missing from the look behind it. */
async function sweepFrom(owner: pg.Pool, since: string): Promise<Swept> {
  return onClient(owner, async (client) => {
    const [horizon, brands] = await Promise.all([
      sendInBurst(client, horizonSql),
      sendInBurst(client, brandsSql, [since]),
    ]);
    return {
      horizon: String(horizon.rows[0]?.at),
      brands: brands.rows.map((row) => String(row.brand_id)),
    };
  });
}

const ownBackends = new Set<number>();

/** Whether the notice of a brand's new positions is this process's own: it reacts by itself. */
export function isOwnNotice(backend: number): boolean {
  return ownBackends.has(backend);
}

async function onClient<T>(owner: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await owner.connect();
  ownBackends.add((client as unknown as { processID: number }).processID);
  let lost = true;
  try {
    const result = await run(client);
    lost = false;
    return result;
  } finally {
    // One that failed is not given to others: what its transaction did is not known here.
    client.release(lost);
  }
}

interface Pending {
  readonly event_id: string;
  readonly digest: string;
}

interface Head {
  readonly position: number;
  readonly chain: string;
}

const lockSql = "select pg_advisory_xact_lock(hashtextextended('journal:' || $1, 0))";

const headSql = `select position, encode(chain, 'hex') as chain
  from platform.journal_position where brand_id = $1
  order by position desc limit 1`;

const pendingSql = `select j.event_id, encode(${digestSql}, 'hex') as digest
  from platform.journal j
  where j.brand_id = $1 and j.recorded_at >= $2 and ${notNumberedSql}
  order by j.event_id limit ${batchSize}`;

const insertSql = `insert into platform.journal_position
    (brand_id, position, event_id, digest, chain)
  select $1::uuid, r.position, r.event_id, decode(r.digest, 'hex'), decode(r.chain, 'hex')
  from unnest($2::bigint[], $3::uuid[], string_to_array($4, chr(10)),
    string_to_array($5, chr(10))) as r(position, event_id, digest, chain)`;

const notifySql = "select pg_notify('bihuan_journal', $1)";

/** Two round trips: what is read behind the lock, and what is written. */
async function numberBatch(client: pg.PoolClient, brandId: string, since: string): Promise<number> {
  const [, , head, found] = await Promise.all([
    sendInBurst(client, "begin"),
    sendInBurst(client, lockSql, [brandId]),
    sendInBurst(client, headSql, [brandId]),
    sendInBurst(client, pendingSql, [brandId, since]),
  ]);
  const last = head.rows[0] as Head | undefined;
  const pending = found.rows as unknown as Pending[];
  let position = last?.position ?? 0;
  let chain = last?.chain ?? firstLink;
  const numbered = pending.map((row) => {
    chain = chainOf(chain, row.digest);
    return { position: ++position, event: row.event_id, digest: row.digest, chain };
  });
  const writing = numbered.length === 0 ? [] : [
    sendInBurst(client, insertSql, [
      brandId,
      plainArray(numbered.map((row) => row.position)),
      plainArray(numbered.map((row) => row.event)),
      lines(numbered.map((row) => row.digest)),
      lines(numbered.map((row) => row.chain)),
    ]),
    sendInBurst(client, notifySql, [brandId]),
  ];
  await Promise.all([...writing, sendInBurst(client, "commit")]);
  return numbered.length;
}

async function numberBrand(owner: pg.Pool, brandId: string, since: string): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await onClient(owner, (client) => numberBatch(client, brandId, since));
    total += count;
    if (count < batchSize) return total;
  }
}

/**
 * Numbers what has committed, brand by brand, gapless and hash-chained; answers how many events.
 * Any process may run it at any time: an advisory lock per brand orders them.
 */
export async function sequence(owner: pg.Pool): Promise<number> {
  const { watermark } = sweeps.get(owner) ?? { watermark: "-infinity" };
  const { horizon, brands } = await sweepFrom(owner, watermark);
  let count = 0;
  for (const brandId of brands) count += await numberBrand(owner, brandId, watermark);
  sweeps.set(owner, { watermark: horizon });
  return count;
}

export interface Verdict {
  readonly events: number;
  /** The first record that does not fit, or null. */
  readonly wrong: {
    readonly position: number;
    readonly eventId: string;
    readonly why: string;
  } | null;
}

/** Recomputes every digest and the chain of one brand; names the first wrong record. */
export async function verifyJournal(owner: Reader, brandId: string): Promise<Verdict> {
  let position = 0;
  let chain = firstLink;
  for (;;) {
    const { rows } = await owner.query(
      `select p.position, p.event_id, encode(p.digest, 'hex') as digest,
         encode(p.chain, 'hex') as chain, j.event_id as present,
         case when j.event_id is null then null else encode(${digestSql}, 'hex') end as now_digest
       from platform.journal_position p
       left join platform.journal j on j.brand_id = p.brand_id and j.event_id = p.event_id
       where p.brand_id = $1 and p.position > $2 order by p.position limit ${batchSize}`,
      [brandId, position],
    );
    for (const row of rows) {
      const fault = faultOf(row, position + 1, chain);
      if (fault) {
        return {
          events: position,
          wrong: { position: Number(row.position), eventId: row.event_id, why: fault },
        };
      }
      position = Number(row.position);
      chain = row.chain;
    }
    if (rows.length < batchSize) return { events: position, wrong: null };
  }
}

interface PositionRow {
  readonly position: number;
  readonly digest: string;
  readonly chain: string;
  readonly present: string | null;
  readonly now_digest: string | null;
}

function faultOf(row: PositionRow, expected: number, before: string): string | null {
  if (Number(row.position) !== expected) return `position ${expected} is missing`;
  if (!row.present || !row.now_digest) return "the event is gone";
  if (row.digest !== row.now_digest) return "the event was changed";
  if (chainOf(before, row.digest) !== row.chain) return "the chain was changed";
  return null;
}
