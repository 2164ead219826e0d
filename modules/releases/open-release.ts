import { sql } from "kysely";
import { usedOf } from "#modules/limits/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { offerLabels, openOffer } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { lossWithinSeconds } from "./losses.ts";
import { stockKey } from "./take-units.ts";
import { shownRelease, slotsOf } from "./queries.ts";
import { rememberedRelease } from "./release-cache.ts";
import { releaseView, stoppedReleases } from "./release-view.ts";
import type { OpenRelease } from "./shapes.ts";
import { slotViews } from "./slot-views.ts";
import type { ReleaseRow } from "./tables.ts";

const shownAfterHours = 24;

/** The offer that is won, while it is published. */
async function offerOf(ctx: Context, offerId: string) {
  try {
    return await openOffer(ctx, offerId);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function makeOpen(ctx: Context, releaseId: string): Promise<OpenRelease> {
  const release = await shownRelease(ctx, releaseId);
  const slots = await slotsOf(ctx, [releaseId]);
  const stock = slots.reduce((sum, slot) => sum + slot.stock, 0);
  const stopped = (await stoppedReleases(ctx, [release]))(release);
  return {
    ...releaseView(ctx, release, { stock, stopped }),
    offer: await offerOf(ctx, release.offer_id),
    slots: await slotViews(ctx, release, slots),
    lossWithinSeconds,
    serverAt: ctx.recordedAt.epochMilliseconds,
  };
}

/** A release from its warm-up on, as everybody sees it; at most a second old. */
export async function openRelease(ctx: Context, releaseId: string): Promise<OpenRelease> {
  // The offer's view would tell what this member claimed.
  const anyone: Context = { ...ctx, actor: { kind: "public" } };
  const open = await rememberedRelease(ctx, releaseId, () => makeOpen(anyone, releaseId));
  return { ...open, serverAt: ctx.recordedAt.epochMilliseconds };
}

export interface OpenListInput extends PageInput {
  readonly storeId?: string | undefined;
}

function cursorOf(input: PageInput): { at: string | null; id: string | null } {
  const values = decodeCursor(input.cursor)?.map(String);
  if (!values) return { at: null, id: null };
  const [at = "", id = ""] = values;
  if (!isUuid(id) || Number.isNaN(Date.parse(at))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  return { at, id };
}

async function shownRows(ctx: Context, input: OpenListInput, limit: number) {
  const { storeId } = input;
  const path = storeId ? await unitAncestors(ctx, storeId, ctx.recordedAt) : null;
  const units = path?.map((unit) => unit.unitId) ?? null;
  const { at, id } = cursorOf(input);
  const { rows } = await sql<ReleaseRow>`
    select * from releases.releases where brand_id = ${ctx.brand.brandId}
      and announced_at is not null and warm_up_at <= ${ctx.now}
      and ends_at > ${ctx.now.subtract({ hours: shownAfterHours })}
      and (${units}::uuid[] is null or unit_id = any(${units}::uuid[]))
      and (${at}::timestamptz is null
        or (starts_at, release_id) > (${at}::timestamptz, ${id}::uuid))
    order by starts_at, release_id limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

/** Releases of a store's units, or of the brand: announced, open, or over for less than a day. */
export async function openReleases(ctx: Context, input: OpenListInput) {
  const limit = pageLimit(input);
  const rows = await shownRows(ctx, input, limit);
  const page = pageFrom(rows, limit, (row) => [row.starts_at.toString(), row.release_id]);
  const labels = await offerLabels(ctx, page.items.map((row) => row.offer_id));
  const isStopped = await stoppedReleases(ctx, page.items, input.storeId);
  const slots = await slotsOf(ctx, page.items.map((row) => row.release_id));
  const used = await usedOf(ctx, slots.map((slot) => stockKey(slot.slot_id)));
  const items = page.items.map((row) => {
    const own = slots.filter((slot) => slot.release_id === row.release_id);
    const stock = own.reduce((sum, slot) => sum + slot.stock, 0);
    const taken = own.reduce((sum, slot) => sum + (used.get(stockKey(slot.slot_id)) ?? 0), 0);
    const label = labels.get(row.offer_id);
    return {
      ...releaseView(ctx, row, { stock, stopped: isStopped(row) }),
      left: Math.max(0, stock - taken),
      offerTitle: label?.title ?? null,
      offerTitleEn: label?.titleEn ?? null,
      serverAt: ctx.recordedAt.epochMilliseconds,
    };
  });
  return { items, next: page.next };
}

/** What module pages puts on a store's page: the next releases that are coming or open there. */
export const releasesPagePart = {
  name: "releases",
  load: async (ctx: Context, store: { readonly storeId: string }) =>
    (await openReleases(ctx, { storeId: store.storeId, limit: 5 })).items,
};
