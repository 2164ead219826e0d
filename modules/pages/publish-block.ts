import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { permit } from "#modules/organisation/index.ts";
import { type BlockTexts, changedTexts, listBlocks, ownBlock, writeBlock } from "./blocks.ts";
import { forgetPageAfter } from "./page-cache.ts";
import { bannedWord, currentStandard } from "./standard.ts";
import type { PagesTables } from "./tables.ts";

async function checkWords(ctx: Context, texts: Parameters<typeof bannedWord>[0]): Promise<void> {
  const word = bannedWord(texts, (await currentStandard(ctx)).bannedWords);
  if (word) throw refuse("block_word_banned", { word });
}

/** Shows the block on the pages of its unit and of all below, at once. */
export async function publishBlock(ctx: Context, blockId: string): Promise<void> {
  const block = await ownBlock(ctx, blockId);
  await checkWords(ctx, block);
  if (block.state === "live") return;
  const columns = { state: "live", published_at: ctx.now } as const;
  await writeBlock(ctx, block, columns, "pages.block_published");
}

/** Takes the block off; it stays as a draft. */
export async function withdrawBlock(ctx: Context, blockId: string): Promise<void> {
  const block = await ownBlock(ctx, blockId);
  if (block.state === "draft") return;
  await writeBlock(ctx, block, { state: "draft" }, "pages.block_withdrawn");
}

export async function deleteBlock(ctx: Context, blockId: string): Promise<void> {
  const block = await ownBlock(ctx, blockId);
  await writeBlock(ctx, block, { state: "draft", deleted_at: ctx.now }, "pages.block_deleted");
}

/** Changes a block; one that is live must keep to the standard. */
export async function changeBlock(
  ctx: Context,
  blockId: string,
  change: Partial<BlockTexts>,
): Promise<void> {
  const block = await ownBlock(ctx, blockId);
  const columns = await changedTexts(ctx, block, change);
  if (block.state === "live") await checkWords(ctx, columns);
  await writeBlock(ctx, block, columns, "pages.block_changed");
}

/** Puts all of a unit's blocks into a new order. */
export async function reorderBlocks(
  ctx: Context,
  unitId: string,
  blockIds: readonly string[],
): Promise<void> {
  await permit(ctx, "pages.write", unitId);
  const blocks = await listBlocks(ctx, unitId);
  const known = new Set(blocks.map((block) => block.block_id));
  const same = new Set(blockIds).size === known.size && blockIds.every((id) => known.has(id));
  if (!same || blockIds.length !== known.size) throw refuse("block_order_invalid");
  for (const [index, blockId] of blockIds.entries()) {
    await tablesOf<PagesTables>(ctx)
      .updateTable("pages.blocks")
      .set({ position: index + 1 })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("block_id", "=", blockId)
      .execute();
  }
  await emit(ctx, "pages.blocks_reordered", { unitId, payload: { blocks: known.size } });
  forgetPageAfter(ctx);
}

