import { sql } from "kysely";
import type { StoppedName } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { EntryRow, ReleaseRow, SlotRow } from "./tables.ts";

/** Refuses `release_not_found`. */
export async function getReleaseRow(ctx: Context, releaseId: string): Promise<ReleaseRow> {
  const { rows } = await sql<ReleaseRow>`select * from releases.releases
    where brand_id = ${ctx.brand.brandId} and release_id = ${releaseId}`.execute(ctx.tx);
  if (!rows[0]) throw refuse("release_not_found");
  return rows[0];
}

export async function releaseNames(
  ctx: Context,
  releaseIds: readonly string[],
): Promise<Map<string, StoppedName>> {
  const { rows } = await sql<StoppedName & { id: string }>`
    select release_id as id, name, name_en as "nameEn" from releases.releases
    where brand_id = ${ctx.brand.brandId}
      and release_id = any(${[...releaseIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
}

/** A release that was announced; drafts are nobody's business outside. */
export async function shownRelease(ctx: Context, releaseId: string): Promise<ReleaseRow> {
  const release = await getReleaseRow(ctx, releaseId);
  const early = Temporal.Instant.compare(ctx.now, release.warm_up_at) < 0;
  if (!release.announced_at || early) throw refuse("release_not_found");
  return release;
}

export async function slotsOf(ctx: Context, releaseIds: readonly string[]): Promise<SlotRow[]> {
  const { rows } = await sql<SlotRow>`select * from releases.slots
    where brand_id = ${ctx.brand.brandId} and release_id = any(${[...releaseIds]}::uuid[])
    order by release_id, position`.execute(ctx.tx);
  return rows;
}

/** The member's entries of a release, in the order of its slots. */
export async function entriesOfMember(
  ctx: Context,
  releaseId: string,
  memberId: string,
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.* from releases.entries e
    join releases.slots s on s.brand_id = e.brand_id and s.slot_id = e.slot_id
    where e.brand_id = ${ctx.brand.brandId} and e.release_id = ${releaseId}
      and e.member_id = ${memberId} order by s.position`.execute(ctx.tx);
  return rows;
}

/** The member's own entry; refuses `release_entry_not_found`. */
export async function ownEntry(
  ctx: Context,
  { releaseId, entryId }: { readonly releaseId: string; readonly entryId: string },
): Promise<EntryRow> {
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const { rows } = await sql<EntryRow>`select * from releases.entries
    where brand_id = ${ctx.brand.brandId} and entry_id = ${entryId}
      and release_id = ${releaseId} and member_id = ${memberId}::uuid`.execute(ctx.tx);
  if (!rows[0]) throw refuse("release_entry_not_found");
  return rows[0];
}
