import { tablesOf, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { getUnit } from "#modules/organisation/index.ts";
import { createBlock, getBlock } from "./blocks.ts";
import type { BlockRow, PagesTables } from "./tables.ts";

/** The group marks a block as worth copying, or takes it back. The route asks for the right. */
export async function markModel(ctx: Context, blockId: string, model: boolean): Promise<void> {
  const block = await getBlock(ctx, blockId);
  if (block.model === model) return;
  await tablesOf<PagesTables>(ctx)
    .updateTable("pages.blocks")
    .set({ model })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("block_id", "=", blockId)
    .execute();
  await emit(ctx, "pages.block_marked_model", {
    unitId: block.unit_id,
    payload: { blockId, model },
  });
}

/** Copies a model into a unit's own drafts; answers the copy's id. */
export async function copyModel(ctx: Context, blockId: string, unitId: string): Promise<string> {
  const block = await getBlock(ctx, blockId);
  if (!block.model) throw refuse("block_not_model");
  const texts = {
    title: block.title,
    titleEn: block.title_en,
    text: block.text,
    textEn: block.text_en,
    mediaId: block.media_id,
  };
  const copy = await createBlock(ctx, { unitId, kind: block.kind, ...texts }, blockId);
  const payload = { blockId: copy, copiedFrom: blockId };
  await emit(ctx, "pages.block_copied", { unitId, payload });
  return copy;
}

export interface ModelBlock {
  readonly block: BlockRow;
  readonly unitName: string;
  readonly unitNameEn: string | null;
}

/** Models with the name of the unit they come from, newest first. */
export async function listModels(ctx: Context, input: PageInput): Promise<Page<ModelBlock>> {
  const limit = pageLimit(input);
  const after = decodeCursor(input.cursor)?.[0];
  let query = tablesOf<PagesTables>(ctx)
    .selectFrom("pages.blocks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("model", "=", true)
    .where("deleted_at", "is", null);
  if (after !== undefined) query = query.where("block_id", "<", String(after));
  const rows = await query.orderBy("block_id", "desc").limit(limit + 1).execute();
  const page = pageFrom(rows, limit, (row) => [row.block_id]);
  const items: ModelBlock[] = [];
  for (const block of page.items) {
    const { name, nameEn } = await getUnit(ctx, block.unit_id);
    items.push({ block, unitName: name, unitNameEn: nameEn });
  }
  return { items, next: page.next };
}
