import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { JournalEvent } from "#platform/journal.ts";

/** The tree is told by the journal, like everything here: a rebuild makes it again. */
export const placeKinds = ["organisation.unit_created", "organisation.unit_moved"] as const;

const beginning = "1970-01-01T00:00:00Z";

async function addUnits(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  const rows = events.map(({ unitId, payload }) => ({
    unit_id: unitId,
    parent_id: payload.parentId,
    kind: payload.kind,
  }));
  await sql`insert into insights.places (brand_id, unit_id, parent_id, kind, valid_from)
    select ${ctx.brand.brandId}::uuid, r.unit_id, r.parent_id, r.kind, ${beginning}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(unit_id uuid, parent_id uuid, kind text)
    on conflict do nothing`.execute(ctx.tx);
}

/** A move is dated after the unit's last one; what was before it stays. */
async function moveUnit(ctx: Context, { unitId, payload }: JournalEvent): Promise<void> {
  const { toId, from } = payload;
  await sql`
    with ended as (update insights.places set valid_to = ${from}::timestamptz
      where brand_id = ${ctx.brand.brandId} and unit_id = ${unitId}
        and valid_to = 'infinity' and valid_from < ${from}::timestamptz returning kind)
    insert into insights.places (brand_id, unit_id, parent_id, kind, valid_from)
    select ${ctx.brand.brandId}::uuid, ${unitId}::uuid, ${toId}::uuid, kind, ${from}::timestamptz
    from ended`.execute(ctx.tx);
}

/** Makes the paths of the units, and of all that was ever below them, from their places. */
async function derivePaths(ctx: Context, unitIds: readonly string[]): Promise<void> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ unit_id: string }>`
    select unit_id from insights.paths
    where brand_id = ${brandId} and path && ${[...unitIds]}::uuid[]
    union select unnest(${[...unitIds]}::uuid[])`.execute(ctx.tx);
  const units = rows.map((row) => row.unit_id);
  await sql`delete from insights.paths
    where brand_id = ${brandId} and unit_id = any(${units}::uuid[])`.execute(ctx.tx);
  await sql`
    with recursive up as (
      select unit_id, array[unit_id] as path, parent_id, valid_from, valid_to
      from insights.places where brand_id = ${brandId} and unit_id = any(${units}::uuid[])
      union all
      select up.unit_id, up.path || p.unit_id, p.parent_id,
        greatest(up.valid_from, p.valid_from), least(up.valid_to, p.valid_to)
      from up join insights.places p on p.brand_id = ${brandId} and p.unit_id = up.parent_id
        and p.valid_from < up.valid_to and up.valid_from < p.valid_to)
    insert into insights.paths (brand_id, unit_id, valid_from, valid_to, path)
    select ${brandId}::uuid, unit_id, valid_from, valid_to, path from up
    where parent_id is null`.execute(ctx.tx);
}

/** Follows the units of a batch, in the journal's order. */
export async function followUnits(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  const created = events.filter((event) => event.kind === "organisation.unit_created");
  const moved = events.filter((event) => event.kind === "organisation.unit_moved");
  if (created.length + moved.length === 0) return;
  // A unit is created before it moves, and its creation depends on nothing else.
  if (created.length > 0) await addUnits(ctx, created);
  for (const event of moved) await moveUnit(ctx, event);
  await derivePaths(ctx, [...created, ...moved].flatMap((event) => event.unitId ?? []));
}

// A fact keeps its place in the tree of its own moment: a store that moved to another city leaves
// yesterday's figures where it was.
const held = sql`p.brand_id = f.brand_id and p.unit_id = f.unit_id
  and p.valid_from <= f.occurred_at and f.occurred_at < p.valid_to`;

/** True for facts (f) at one of the units or below, as the tree was then. */
export function underAny(unitIds: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from insights.paths p
    where ${held} and p.path && ${[...unitIds]}::uuid[])`;
}

/** The child of `unitId` that a fact (f) belonged to then; the unit itself for its own facts. */
export function childOf(unitId: string): RawBuilder<string | null> {
  return sql<string | null>`(select
      p.path[greatest(array_position(p.path, ${unitId}::uuid) - 1, 1)]
    from insights.paths p where ${held})`;
}
