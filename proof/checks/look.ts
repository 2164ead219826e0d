import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** One look at the database: what commits meanwhile is wholly in it or not at all. */
export async function inSnapshot<T>(client: pg.ClientBase, look: () => Promise<T>): Promise<T> {
  await client.query("begin transaction isolation level repeatable read read only");
  try {
    return await look();
  } finally {
    await client.query("rollback");
  }
}

/** Events without a number, then reactions with events before them; the first is named. */
const openSql = `
  select coalesce(
    (select j.kind || ' is not numbered' from platform.journal j where not exists (
      select from platform.journal_position p
      where p.brand_id = j.brand_id and p.event_id = j.event_id offset 0) limit 1),
    (select c.reaction || ' is at ' || c.position || ' of ' || h.head
     from platform.reaction_cursor c join (select brand_id, max(position) as head
       from platform.journal_position group by brand_id) h using (brand_id)
     where c.position < h.head limit 1)) as open`;

/** What of the journal nobody has followed yet, in the snapshot; null: nothing. */
export async function openReaction(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ open: string | null }>(openSql);
  return rows[0]?.open ?? null;
}

export interface Looked<T> {
  readonly seen: T;
  readonly waitedMs: number;
  /** What had not come when patience ended; null: all had. */
  readonly missing: string | null;
}

// What hangs is told from what is slow: no machine takes so long for what takes a second.
const longestMs = 600_000;

/**
 * Looks again and again, each time in one snapshot, until the reactions of the modules have
 * followed the journal and `missing` names nothing: what happens meanwhile by itself is neither
 * a fault nor overlooked, however fast the machine is.
 */
export async function lookWhenDone<T>(
  client: pg.ClientBase,
  look: () => Promise<T>,
  missing: (seen: T) => string | null | Promise<string | null> = () => null,
  patienceMs = longestMs,
): Promise<Looked<T>> {
  const from = performance.now();
  for (;;) {
    const looked = await inSnapshot(client, async () => {
      const seen = await look();
      return { seen, missing: (await missing(seen)) ?? (await openReaction(client)) };
    });
    const waitedMs = performance.now() - from;
    if (!looked.missing || waitedMs > patienceMs) return { ...looked, waitedMs };
    await sleep(150);
  }
}

/** As a fault: what never came. */
export const lateFaults = ({ missing, waitedMs }: Looked<unknown>): string[] =>
  missing ? [`not within ${Math.round(waitedMs / 1_000)} s: ${missing}`] : [];
