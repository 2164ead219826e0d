import { sql } from "kysely";
import type pg from "pg";
import type { Brand, Context, Tx } from "./context.ts";
import { type Database, inBrand } from "./db/driver.ts";
import { announce, countHeld, dropHeld, type JournalEvent } from "./journal.ts";
import { newId } from "./ids.ts";

export interface Reaction {
  /** Stable name: the cursor's key. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** True: a failing event makes this brand's reaction wait; false: it is parked, others go on. */
  readonly ordered: boolean;
  /** Effects go to ctx.tx only, so that they happen once with the cursor. */
  handle(ctx: Context, events: readonly JournalEvent[]): Promise<void>;
}

const batchSize = 1_000;
const maxAttempts = 5;

export function systemContext(brand: Brand, tx: Tx, name: string): Context {
  const now = Temporal.Now.instant();
  return {
    brand,
    actor: { kind: "system", name },
    grants: [],
    now,
    recordedAt: now,
    lang: "zh",
    requestId: newId(),
    tx,
    clientHash: "",
    afterCommit: [],
  };
}

/** Null: another process holds it. */
async function cursorOf(tx: Tx, brandId: string, reaction: string): Promise<number | null> {
  const { rows } = await sql<{ position: number }>`/* kept */
    select position from platform.reaction_cursor
    where brand_id = ${brandId} and reaction = ${reaction} for update skip locked`.execute(tx);
  if (rows[0]) return rows[0].position;
  const made = await sql`insert into platform.reaction_cursor (brand_id, reaction, position)
    values (${brandId}, ${reaction}, 0) on conflict do nothing returning position`.execute(tx);
  return made.rows.length > 0 ? 0 : null;
}

async function eventsAfter(tx: Tx, brandId: string, position: number, upTo?: number) {
  const { rows } = await sql<JournalEvent>`/* kept */
    select p.position, j.event_id as "eventId", j.kind, j.occurred_at as "occurredAt",
      j.recorded_at as "recordedAt", j.actor_kind as "actorKind", j.actor_id as "actorId",
      j.unit_id as "unitId", j.member_id as "memberId", j.request_id as "requestId", j.payload
    from platform.journal_position p
    join platform.journal j on j.brand_id = p.brand_id and j.event_id = p.event_id
    where p.brand_id = ${brandId} and p.position > ${position}
      and p.position <= ${upTo ?? Number.MAX_SAFE_INTEGER}
    order by p.position limit ${batchSize}`.execute(tx);
  return rows;
}

type Read = (tx: Tx, brandId: string, position: number) => Promise<readonly JournalEvent[]>;

/**
 * Reactions that have come equally far read the same events once: what is numbered never changes.
 * Only the last window is kept.
 */
function sharedRead(): Read {
  let last: { readonly at: string; readonly events: readonly JournalEvent[] } | undefined;
  return async (tx, brandId, position) => {
    const at = `${brandId} ${position}`;
    if (last?.at === at) return last.events;
    const events = await eventsAfter(tx, brandId, position);
    last = { at, events };
    return events;
  };
}

async function attempt(tx: Tx, run: () => Promise<void>): Promise<Error | null> {
  await sql`savepoint reaction`.execute(tx);
  const waiting = countHeld(tx);
  try {
    await run();
    await sql`release savepoint reaction`.execute(tx);
    return null;
  } catch (error) {
    await sql`rollback to savepoint reaction`.execute(tx);
    dropHeld(tx, waiting);
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function noteFailure(ctx: Context, reaction: string, event: JournalEvent, error: Error) {
  const { rows } = await sql<{ attempts: number }>`
    insert into platform.reaction_failure
      (brand_id, reaction, event_id, position, attempts, last_error, tried_at)
    values (${ctx.brand.brandId}, ${reaction}, ${event.eventId}, ${event.position}, 1,
      ${error.message.slice(0, 500)}, ${ctx.now})
    on conflict (brand_id, reaction, event_id) do update set
      attempts = platform.reaction_failure.attempts + 1,
      last_error = excluded.last_error, tried_at = excluded.tried_at,
      parked_at = case when platform.reaction_failure.attempts + 1 >= ${maxAttempts}
        then excluded.tried_at end
    returning attempts`.execute(ctx.tx);
  return rows[0]?.attempts ?? 1;
}

/** Runs a batch; where it fails, event by event. Answers the position reached. */
async function runBatch(ctx: Context, reaction: Reaction, events: readonly JournalEvent[]) {
  const wanted = events.filter((event) => reaction.kinds.includes(event.kind));
  const last = events.at(-1)?.position ?? 0;
  if (wanted.length === 0) return last;
  if (!(await attempt(ctx.tx, () => reaction.handle(ctx, wanted)))) return last;
  for (const event of wanted) {
    const error = await attempt(ctx.tx, () => reaction.handle(ctx, [event]));
    if (!error) continue;
    await noteFailure(ctx, reaction.name, event, error);
    if (reaction.ordered) return event.position - 1;
  }
  return last;
}

/**
 * Takes in the next batch inside the caller's transaction; null when another process is at it.
 * A module that rebuilds its own rows drives this from its job.
 */
export async function advance(
  ctx: Context,
  reaction: Reaction,
  read: Read = eventsAfter,
): Promise<number | null> {
  const { tx, brand } = ctx;
  const position = await cursorOf(tx, brand.brandId, reaction.name);
  if (position === null) return null;
  const events = await read(tx, brand.brandId, position);
  if (events.length === 0) return 0;
  const reached = await runBatch(ctx, reaction, events);
  await sql`update platform.reaction_cursor set position = ${reached}
    where brand_id = ${brand.brandId} and reaction = ${reaction.name}`.execute(tx);
  if (reaction.ordered) {
    await sql`delete from platform.reaction_failure where brand_id = ${brand.brandId}
      and reaction = ${reaction.name} and position <= ${reached}`.execute(tx);
  }
  return reached - position;
}

async function step(db: Database, { brand, reaction }: Work, read: Read): Promise<number> {
  const after: Array<() => void> = [];
  const count = await inBrand(db, brand.brandId, (tx) =>
    advance({ ...systemContext(brand, tx, reaction.name), afterCommit: after }, reaction, read),
  );
  for (const run of after) run();
  return count ?? 0;
}

/** Tries once more what failed and is not parked. */
async function retry(db: Database, brand: Brand, reaction: Reaction): Promise<void> {
  await inBrand(db, brand.brandId, async (tx) => {
    const { rows } = await sql<{ position: number }>`
      select position from platform.reaction_failure
      where brand_id = ${brand.brandId} and reaction = ${reaction.name} and parked_at is null
      order by position limit 50 for update skip locked`.execute(tx);
    const ctx = systemContext(brand, tx, reaction.name);
    for (const { position } of rows) {
      const [event] = await eventsAfter(tx, brand.brandId, position - 1, position);
      if (!event) continue;
      const error = await attempt(tx, () => reaction.handle(ctx, [event]));
      if (error) await noteFailure(ctx, reaction.name, event, error);
      else await dropFailure(tx, brand.brandId, reaction.name, event.eventId);
    }
  });
}

async function dropFailure(tx: Tx, brandId: string, reaction: string, eventId: string) {
  await sql`delete from platform.reaction_failure where brand_id = ${brandId}
    and reaction = ${reaction} and event_id = ${eventId}`.execute(tx);
}

interface Work {
  readonly brand: Brand;
  readonly reaction: Reaction;
  readonly failed: boolean;
}

async function findWork(owner: pg.Pool, reactions: readonly Reaction[]): Promise<Work[]> {
  const { rows } = await owner.query(
    `select b.brand_id, b.key, b.name, b.name_en, b.time_zone, b.currency, b.accent_color,
       b.logo_media_id, b.sample, r.name as reaction,
       exists (select 1 from platform.reaction_failure f where f.brand_id = b.brand_id
         and f.reaction = r.name and f.parked_at is null) as failed,
       coalesce((select max(p.position) from platform.journal_position p
         where p.brand_id = b.brand_id), 0) > coalesce((select c.position
         from platform.reaction_cursor c where c.brand_id = b.brand_id and c.reaction = r.name), 0)
         as behind
     from platform.brands b cross join unnest($1::text[]) as r(name)
     where b.deleting_at is null order by b.brand_id`,
    [reactions.map((reaction) => reaction.name)],
  );
  return rows
    .filter((row) => row.behind || row.failed)
    .map((row) => ({
      brand: brandOf(row),
      reaction: reactions.find((one) => one.name === row.reaction) as Reaction,
      failed: row.failed && !row.behind,
    }));
}

export function brandOf(row: Record<string, unknown>): Brand {
  return {
    brandId: String(row.brand_id),
    key: String(row.key),
    name: String(row.name),
    nameEn: row.name_en === null ? null : String(row.name_en),
    timeZone: String(row.time_zone),
    currency: String(row.currency),
    accentColor: String(row.accent_color),
    logoMediaId: row.logo_media_id === null ? null : String(row.logo_media_id),
    sample: Boolean(row.sample),
  };
}

/** Runs every reaction that is behind; answers how many positions were passed. */
export async function react(
  owner: pg.Pool,
  app: Database,
  reactions: readonly Reaction[],
): Promise<number> {
  let moved = 0;
  const read = sharedRead();
  const found = await findWork(owner, reactions);
  let behind = found;
  while (behind.length > 0) {
    // In step, window by window: so they share what is read.
    const still: Work[] = [];
    for (const work of behind) {
      const count = await step(app, work, read);
      moved += count;
      if (count > 0) still.push(work);
    }
    behind = still;
  }
  for (const work of found) if (work.failed) await retry(app, work.brand, work.reaction);
  return moved;
}

/** Sets a reaction of one brand back to the first event; its module clears its own tables first. */
export async function rewind(ctx: Context, reaction: string): Promise<void> {
  await sql`update platform.reaction_cursor set position = 0
    where brand_id = ${ctx.brand.brandId} and reaction = ${reaction}`.execute(ctx.tx);
  await sql`delete from platform.reaction_failure
    where brand_id = ${ctx.brand.brandId} and reaction = ${reaction}`.execute(ctx.tx);
  ctx.afterCommit.push(() => announce(ctx.brand.brandId));
}
