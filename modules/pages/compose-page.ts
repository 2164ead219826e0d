import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { type Lang, refuse } from "#platform/errors.ts";
import { logoUrl, mediaUrl } from "#modules/media/index.ts";
import { unitAncestors, type UnitAncestor } from "#modules/organisation/index.ts";
import { type DayHours, getStore, type Store, storeCards } from "#modules/stores/index.ts";
import type { BlockKind, BlockRow, PagesTables } from "./tables.ts";

/** Port: something that others add to a store's page, under its name. */
export interface StorePagePart {
  readonly name: string;
  load(ctx: Context, store: Store, lang: Lang): Promise<unknown>;
}

let parts: readonly StorePagePart[] = [];

/** Called by the composition root; the part named "offers" fills the page's offers. */
export function wirePageParts(wired: readonly StorePagePart[]): void {
  parts = wired;
}

export interface PageBlock {
  readonly blockId: string;
  readonly unitId: string;
  readonly unitKind: UnitAncestor["kind"];
  readonly unitName: string;
  readonly unitNameEn: string | null;
  readonly kind: BlockKind;
  readonly title: string;
  readonly titleEn: string | null;
  readonly text: string;
  readonly textEn: string | null;
  readonly imageUrl: string | null;
}

export interface StorePage {
  readonly kind: "store";
  readonly brand: {
    readonly key: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly accentColor: string;
    readonly logoUrl: string | null;
    readonly currency: string;
    readonly timeZone: string;
    readonly sample: boolean;
  };
  readonly store: Pick<
    Store,
    "storeId" | "code" | "name" | "nameEn" | "role" | "address" | "city" | "phone" | "lat" | "lng"
  > & { readonly openNow: boolean; readonly hoursToday: DayHours | null };
  readonly blocks: readonly PageBlock[];
  readonly offers: readonly unknown[];
  /** What other parts gave, by their names. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds of the server. */
  readonly now: number;
}

/** Blocks shown now, the group's first and the store's last, each unit's in its own order. */
async function liveBlocks(ctx: Context, units: readonly UnitAncestor[]): Promise<PageBlock[]> {
  const ids = units.map((unit) => unit.unitId);
  const rows = await tablesOf<PagesTables>(ctx)
    .selectFrom("pages.blocks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("unit_id", "=", sql<string>`any(${ids}::uuid[])`)
    .where("state", "=", "live")
    .where("deleted_at", "is", null)
    .where((or) => or.or([or("shows_from", "is", null), or("shows_from", "<=", ctx.now)]))
    .where((or) => or.or([or("shows_until", "is", null), or("shows_until", ">", ctx.now)]))
    .orderBy("position")
    .orderBy("block_id")
    .execute();
  const rootFirst = units.toSorted((a, b) => b.depth - a.depth);
  return rootFirst.flatMap((unit) =>
    rows.filter((row) => row.unit_id === unit.unitId).map((row) => blockOf(ctx, unit, row)),
  );
}

const blockOf = (ctx: Context, unit: UnitAncestor, row: BlockRow): PageBlock => ({
  blockId: row.block_id,
  unitId: unit.unitId,
  unitKind: unit.kind,
  unitName: unit.name,
  unitNameEn: unit.nameEn,
  kind: row.kind,
  title: row.title,
  titleEn: row.title_en,
  text: row.text,
  textEn: row.text_en,
  imageUrl: mediaUrl(ctx.brand, row.media_id),
});

async function storePart(ctx: Context, store: Store): Promise<StorePage["store"]> {
  const { storeId, code, name, nameEn, role, address, city, phone, lat, lng } = store;
  const [card] = await storeCards(ctx, [{ store, meters: null }]);
  return {
    ...{ storeId, code, name, nameEn, role, address, city, phone, lat, lng },
    openNow: card?.openNow ?? false,
    hoursToday: card?.hoursToday ?? null,
  };
}

/**
 * One store's page: its own blocks beside those of the units above it, and the parts. A unit above
 * without blocks, or one that has closed, adds nothing and takes nothing away. Refuses
 * `store_closed` for a store that has closed.
 */
export async function composeStorePage(
  ctx: Context,
  storeId: string,
  lang: Lang,
): Promise<StorePage> {
  const store = await getStore(ctx, storeId);
  if (store.closedAt) throw refuse("store_closed", { name: store.name });
  const blocks = await liveBlocks(ctx, await unitAncestors(ctx, storeId));
  const loaded: Record<string, unknown> = {};
  for (const part of parts) loaded[part.name] = await part.load(ctx, store, lang);
  const { offers = [], ...others } = loaded;
  const { key, name, nameEn, accentColor, currency, timeZone, sample } = ctx.brand;
  return {
    kind: "store",
    brand: {
      ...{ key, name, nameEn, accentColor, currency, timeZone, sample },
      logoUrl: logoUrl(ctx.brand),
    },
    store: await storePart(ctx, store),
    blocks,
    offers: offers as readonly unknown[],
    parts: others,
    now: ctx.now.epochMilliseconds,
  };
}
