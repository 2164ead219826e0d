import { sql } from "kysely";
import { permit, staffName } from "#modules/organisation/index.ts";
import { offerLabels } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { isAbove, repeatShare } from "./moderation.ts";
import { getReleaseRow, slotsOf } from "./queries.ts";
import { releaseView, stoppedReleases } from "./release-view.ts";
import { slotViews } from "./slot-views.ts";
import type { EntryState } from "./tables.ts";

async function figuresOf(ctx: Context, releaseId: string) {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ state: EntryState; count: number }>`
    select state, count(*)::int as count from releases.entries where brand_id = ${brandId}
      and release_id = ${releaseId} group by state`.execute(ctx.tx);
  const lost = await sql<{ count: number }>`
    select count(*)::int as count from releases.losses where brand_id = ${brandId}
      and release_id = ${releaseId} and recovered_at is null`.execute(ctx.tx);
  const of = (state: EntryState) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    entered: rows.reduce((sum, row) => sum + row.count, 0),
    queued: of("queued"),
    held: of("held"),
    confirmed: of("won"),
    waiting: of("waiting"),
    expired: of("expired"),
    givenUp: of("given_up"),
    lost: lost.rows[0]?.count ?? 0,
  };
}

interface Acknowledged {
  readonly staffId: string | null;
  readonly acknowledgedAt: Temporal.Instant;
  readonly shareBps: number;
  readonly limitBps: number;
}

async function acknowledgedOf(ctx: Context, releaseId: string) {
  const { rows } = await sql<Acknowledged>`
    select staff_id as "staffId", acknowledged_at as "acknowledgedAt", share_bps as "shareBps",
      limit_bps as "limitBps" from releases.acknowledgements
    where brand_id = ${ctx.brand.brandId} and release_id = ${releaseId}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) return null;
  const { shareBps, limitBps, staffId } = row;
  const name = staffId ? await staffName(ctx, staffId) : null;
  return { staffName: name, at: row.acknowledgedAt.epochMilliseconds, shareBps, limitBps };
}

/** A release with its live figures, for its operators. */
export async function staffRelease(ctx: Context, releaseId: string) {
  const release = await getReleaseRow(ctx, releaseId);
  await permit(ctx, "offers.read", release.unit_id);
  const slots = await slotsOf(ctx, [releaseId]);
  const label = (await offerLabels(ctx, [release.offer_id])).get(release.offer_id);
  const share = await repeatShare(ctx);
  const needsAcknowledgement = release.state === "draft" && isAbove(share);
  const stock = slots.reduce((sum, slot) => sum + slot.stock, 0);
  const stopped = (await stoppedReleases(ctx, [release]))(release);
  return {
    ...releaseView(ctx, release, { stock, stopped }),
    offerTitle: label?.title ?? null,
    offerTitleEn: label?.titleEn ?? null,
    slots: await slotViews(ctx, release, slots),
    figures: await figuresOf(ctx, releaseId),
    moderation: {
      ...share, needsAcknowledgement, acknowledged: await acknowledgedOf(ctx, releaseId),
    },
    createdAt: release.created_at.epochMilliseconds,
    announcedAt: release.announced_at?.epochMilliseconds ?? null,
    serverAt: ctx.recordedAt.epochMilliseconds,
  };
}
