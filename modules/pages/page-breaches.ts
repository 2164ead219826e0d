import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Page, PageInput } from "#platform/paging.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { listStores, type Store } from "#modules/stores/index.ts";
import { bannedWord, currentStandard, type Standard } from "./standard.ts";
import type { BlockKind, BlockRow } from "./tables.ts";

export interface Breach {
  readonly store: Store;
  readonly missingKinds: readonly BlockKind[];
  readonly banned: readonly { readonly blockId: string; readonly word: string }[];
}

type Shown = Pick<BlockRow, "block_id" | "kind" | "title" | "title_en" | "text" | "text_en">;

async function shownOn(ctx: Context, storeId: string): Promise<(Shown & { own: boolean })[]> {
  const ids = (await unitAncestors(ctx, storeId)).map((unit) => unit.unitId);
  const { rows } = await sql<Shown & { own: boolean }>`
    select block_id, kind, title, title_en, text, text_en, unit_id = ${storeId} as own
    from pages.blocks
    where brand_id = ${ctx.brand.brandId} and unit_id = any(${ids}::uuid[]) and state = 'live'
      and deleted_at is null and (shows_from is null or shows_from <= ${ctx.now})
      and (shows_until is null or shows_until > ${ctx.now})`.execute(ctx.tx);
  return rows;
}

async function breachOf(ctx: Context, store: Store, standard: Standard): Promise<Breach | null> {
  const shown = await shownOn(ctx, store.storeId);
  const kinds = new Set(shown.map((block) => block.kind));
  const missingKinds = standard.requiredKinds.filter((kind) => !kinds.has(kind));
  const banned = shown.flatMap((block) => {
    const word = block.own ? bannedWord(block, standard.bannedWords) : null;
    return word ? [{ blockId: block.block_id, word }] : [];
  });
  return missingKinds.length + banned.length > 0 ? { store, missingKinds, banned } : null;
}

/**
 * Stores whose page breaks the standard: a kind is missing among own blocks and those from above,
 * or an own block that was live before the standard has a banned word. Pages are by stores looked
 * at, so one may hold fewer than asked.
 */
export async function listBreaches(
  ctx: Context,
  input: PageInput & { readonly unitIds: readonly string[] },
): Promise<Page<Breach>> {
  const standard = await currentStandard(ctx);
  const { items, next } = await listStores(ctx, input);
  const found: Breach[] = [];
  for (const store of items) {
    const breach = await breachOf(ctx, store, standard);
    if (breach) found.push(breach);
  }
  return { items: found, next };
}
