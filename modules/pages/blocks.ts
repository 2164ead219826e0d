import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { permit } from "#modules/organisation/index.ts";
import { assertPicture } from "#modules/media/index.ts";
import { forgetPageAfter } from "./page-cache.ts";
import type { BlockKind, BlockRow, PagesTables } from "./tables.ts";

export interface BlockTexts {
  readonly title: string;
  readonly titleEn?: string | null | undefined;
  readonly text?: string | undefined;
  readonly textEn?: string | null | undefined;
  readonly mediaId?: string | null | undefined;
  readonly showsFrom?: Temporal.Instant | null | undefined;
  readonly showsUntil?: Temporal.Instant | null | undefined;
}

export interface NewBlock extends BlockTexts {
  readonly unitId: string;
  readonly kind: BlockKind;
}

/** One block that is not deleted; refuses `block_not_found`. */
export async function getBlock(ctx: Context, blockId: string): Promise<BlockRow> {
  const row = await tablesOf<PagesTables>(ctx)
    .selectFrom("pages.blocks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("block_id", "=", blockId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) throw refuse("block_not_found");
  return row;
}

/** The block, if the actor may write the pages of its unit: nobody above has to agree. */
export async function ownBlock(ctx: Context, blockId: string): Promise<BlockRow> {
  const block = await getBlock(ctx, blockId);
  await permit(ctx, "pages.write", block.unit_id);
  return block;
}

/** All blocks of a unit in the order of its page, drafts too. */
export async function listBlocks(ctx: Context, unitId: string): Promise<BlockRow[]> {
  return tablesOf<PagesTables>(ctx)
    .selectFrom("pages.blocks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("unit_id", "=", unitId)
    .where("deleted_at", "is", null)
    .orderBy("position")
    .orderBy("block_id")
    .execute();
}

async function checkedTexts(ctx: Context, given: BlockTexts) {
  const title = given.title.trim();
  const text = given.text?.trim() ?? "";
  const [titleEn, textEn] = [given.titleEn?.trim() || null, given.textEn?.trim() || null];
  const long = title.length > 80 || (titleEn ?? "").length > 120 || (textEn ?? "").length > 4000;
  if (title === "" || long || text.length > 2000) throw refuse("block_text_invalid");
  const { mediaId = null, showsFrom = null, showsUntil = null } = given;
  if (showsFrom && showsUntil && Temporal.Instant.compare(showsFrom, showsUntil) >= 0) {
    throw refuse("block_dates_invalid");
  }
  if (mediaId) await assertPicture(ctx, mediaId);
  return {
    ...{ title, text, title_en: titleEn, text_en: textEn, media_id: mediaId },
    ...{ shows_from: showsFrom, shows_until: showsUntil },
  };
}

/** Writes a draft at the end of the unit's blocks; answers its id. */
export async function createBlock(
  ctx: Context,
  block: NewBlock,
  copiedFrom: string | null = null,
): Promise<string> {
  await permit(ctx, "pages.write", block.unitId);
  const blockId = newId();
  const last = (await listBlocks(ctx, block.unitId)).at(-1)?.position ?? 0;
  await tablesOf<PagesTables>(ctx)
    .insertInto("pages.blocks")
    .values({
      brand_id: ctx.brand.brandId,
      block_id: blockId,
      unit_id: block.unitId,
      kind: block.kind,
      ...(await checkedTexts(ctx, block)),
      position: last + 1,
      state: "draft",
      model: false,
      copied_from: copiedFrom,
      created_at: ctx.now,
      updated_at: ctx.now,
      published_at: null,
      deleted_at: null,
    })
    .execute();
  const event = { unitId: block.unitId, payload: { blockId } };
  if (!copiedFrom) await emit(ctx, "pages.block_drafted", event);
  return blockId;
}

/** Changes columns of one block and lets go of the pages that show it. */
export async function writeBlock(
  ctx: Context,
  block: BlockRow,
  columns: Partial<Omit<BlockRow, "brand_id" | "block_id" | "unit_id">>,
  kind: string,
): Promise<void> {
  await tablesOf<PagesTables>(ctx)
    .updateTable("pages.blocks")
    .set({ ...columns, updated_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("block_id", "=", block.block_id)
    .execute();
  await emit(ctx, kind, { unitId: block.unit_id, payload: { blockId: block.block_id } });
  forgetPageAfter(ctx);
}

/** Changes what is given; a live block stays live, so its words are checked again. */
export async function changedTexts(ctx: Context, block: BlockRow, change: Partial<BlockTexts>) {
  return checkedTexts(ctx, {
    title: change.title ?? block.title,
    titleEn: change.titleEn === undefined ? block.title_en : change.titleEn,
    text: change.text ?? block.text,
    textEn: change.textEn === undefined ? block.text_en : change.textEn,
    mediaId: change.mediaId === undefined ? block.media_id : change.mediaId,
    showsFrom: change.showsFrom === undefined ? block.shows_from : change.showsFrom,
    showsUntil: change.showsUntil === undefined ? block.shows_until : change.showsUntil,
  });
}
