import { sql } from "kysely";
import type pg from "pg";
import type { Brand, Context, Tx } from "./context.ts";
import { plainArray } from "./db/lists.ts";
import { type Database, inBrand, inBrandBatch } from "./db/driver.ts";
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

type Cursors = ReadonlyMap<string, number>;

/** How far each has come, held; one that another process holds is left out. */
async function cursorsOf(tx: Tx, brandId: string, names: readonly string[]): Promise<Cursors> {
  const { rows } = await sql<{ reaction: string; position: number }>`/* kept */
    select reaction, position from platform.reaction_cursor
    where brand_id = ${brandId} and reaction = any(${names}::text[])
    order by reaction for update skip locked`.execute(tx);
  const cursors = new Map(rows.map((row) => [row.reaction, row.position]));
  const missing = names.filter((name) => !cursors.has(name));
  if (missing.length === 0) return cursors;
  const made = await sql<{ reaction: string }>`/* kept */
    insert into platform.reaction_cursor (brand_id, reaction, position)
    select ${brandId}::uuid, name, 0 from unnest(${missing}::text[]) as n(name) order by name
    on conflict do nothing returning reaction`.execute(tx);
  return new Map([...cursors, ...made.rows.map(({ reaction }): [string, number] => [reaction, 0])]);
}

/** An ordered one has passed what failed before. */
async function moveCursors(
  tx: Tx,
  brandId: string,
  reached: Cursors,
  ordered: readonly string[],
): Promise<void> {
  if (reached.size === 0) return;
  const positions = [...reached.values()];
  await Promise.all([
    sql`/* kept */
      update platform.reaction_cursor c set position = r.position
      from unnest(${[...reached.keys()]}::text[], ${plainArray(positions)}::bigint[])
        as r(reaction, position)
      where c.brand_id = ${brandId} and c.reaction = r.reaction`.execute(tx),
    sql`/* kept */
      delete from platform.reaction_failure f
      using unnest(${[...reached.keys()]}::text[], ${plainArray(positions)}::bigint[])
        as r(reaction, position)
      where f.brand_id = ${brandId} and f.reaction = r.reaction and f.position <= r.position
        and f.reaction = any(${[...ordered]}::text[])`.execute(tx),
  ]);
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

interface Window {
  readonly wanted: readonly JournalEvent[];
  readonly last: number;
  /** Without a savepoint: what fails ends the transaction, which is then tried again with one. */
  readonly hopeful: boolean;
}

/** Runs what it wants of a window, else event by event; answers the position reached. */
async function runWindow(
  ctx: Context,
  reaction: Reaction,
  { wanted, last, hopeful }: Window,
): Promise<number> {
  if (hopeful) {
    await reaction.handle(ctx, wanted);
    return last;
  }
  if (!(await attempt(ctx.tx, () => reaction.handle(ctx, wanted)))) return last;
  for (const event of wanted) {
    const error = await attempt(ctx.tx, () => reaction.handle(ctx, [event]));
    if (!error) continue;
    await noteFailure(ctx, reaction.name, event, error);
    if (reaction.ordered) return event.position - 1;
  }
  return last;
}

interface Step {
  readonly moved: number;
  /** Those that may have more to do. */
  readonly rest: readonly Reaction[];
  /** How many of them no other process held. */
  readonly held: number;
}

/**
 * Takes in the next window inside the caller's transaction: all that want nothing of it, and the
 * first that does. One that works holds rows of its own module only, so that two transactions never
 * wait for each other crosswise.
 */
async function takeIn(
  ctx: Context,
  reactions: readonly Reaction[],
  read: Read,
  hopeful = false,
): Promise<Step> {
  const { tx, brand: { brandId } } = ctx;
  const cursors = await cursorsOf(tx, brandId, reactions.map((one) => one.name));
  const held = reactions.filter(({ name }) => cursors.has(name));
  if (held.length === 0) return { moved: 0, rest: [], held: 0 };
  const events = await read(tx, brandId, Math.min(...cursors.values()));
  const last = events.at(-1)?.position ?? 0;
  const isFull = events.length === batchSize;
  const reached = new Map<string, number>();
  const rest: Reaction[] = [];
  let [moved, worked] = [0, false];
  for (const reaction of held) {
    const { name, kinds } = reaction;
    const from = cursors.get(name)!;
    const wanted = events.filter(({ kind, position }) => position > from && kinds.includes(kind));
    const waits = worked && wanted.length > 0;
    const own = { ...ctx, actor: { kind: "system" as const, name } };
    const works = wanted.length > 0 && !waits;
    worked ||= works;
    const window = { wanted, last, hopeful };
    const to = works ? await runWindow(own, reaction, window) : waits ? from : last;
    if (waits || (isFull && to >= last)) rest.push(reaction);
    if (to <= from) continue;
    reached.set(name, to);
    moved += to - from;
  }
  const ordered = held.flatMap((one) => (one.ordered ? [one.name] : []));
  await moveCursors(tx, brandId, reached, ordered);
  return { moved, rest, held: held.length };
}

/**
 * Takes in the next window of one reaction; null when another process is at it. A module that
 * rebuilds its own rows drives this from its job.
 */
export async function advance(ctx: Context, reaction: Reaction): Promise<number | null> {
  const { moved, held } = await takeIn(ctx, [reaction], eventsAfter);
  return held > 0 ? moved : null;
}

async function step(
  db: Database,
  brand: Brand,
  reactions: readonly Reaction[],
  read: Read,
): Promise<Step> {
  const after: Array<() => void> = [];
  const run = (hopeful: boolean) =>
    inBrandBatch(db, brand.brandId, (tx) => {
      const ctx = { ...systemContext(brand, tx, "journal"), afterCommit: after };
      return takeIn(ctx, reactions, read, hopeful);
    }, "repeatable");
  const made = await run(true).catch(() => {
    after.length = 0;
    return run(false);
  });
  for (const one of after) one();
  return made;
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
  readonly behind: Reaction[];
  readonly failed: Reaction[];
}

/** Brands with a reaction that is behind the journal, or whose failure is not parked. */
async function findWork(owner: pg.Pool, reactions: readonly Reaction[]): Promise<Work[]> {
  const { rows } = await owner.query({
    name: "find-work",
    text: `select b.brand_id, b.key, b.name, b.name_en, b.time_zone, b.currency, b.accent_color,
       b.logo_media_id, b.sample, r.name as reaction, h.head > coalesce(c.position, 0) as behind
     from platform.brands b
     cross join lateral (select coalesce(max(p.position), 0) as head
       from platform.journal_position p where p.brand_id = b.brand_id) h
     cross join unnest($1::text[]) as r(name)
     left join platform.reaction_cursor c on c.brand_id = b.brand_id and c.reaction = r.name
     where b.deleting_at is null and (h.head > coalesce(c.position, 0)
       or exists (select 1 from platform.reaction_failure f where f.brand_id = b.brand_id
         and f.reaction = r.name and f.parked_at is null))
     order by b.brand_id`,
    values: [reactions.map((reaction) => reaction.name)],
  });
  const byBrand = new Map<string, Work>();
  for (const row of rows) {
    const brand = brandOf(row);
    const work = byBrand.get(brand.brandId) ?? { brand, behind: [], failed: [] };
    byBrand.set(brand.brandId, work);
    const reaction = reactions.find((one) => one.name === row.reaction)!;
    (row.behind ? work.behind : work.failed).push(reaction);
  }
  return [...byBrand.values()];
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
  for (const { brand, behind, failed } of await findWork(owner, reactions)) {
    let waiting: readonly Reaction[] = behind;
    while (waiting.length > 0) {
      const made = await step(app, brand, waiting, read);
      moved += made.moved;
      waiting = made.rest;
    }
    for (const reaction of failed) await retry(app, brand, reaction);
  }
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
