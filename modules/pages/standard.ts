import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { BlockKind, BlockRow, PagesTables } from "./tables.ts";

/** What the group asks of every store's page. */
export interface Standard {
  /** 0: none was ever set. */
  readonly version: number;
  readonly requiredKinds: readonly BlockKind[];
  readonly bannedWords: readonly string[];
}

/** The standard that holds: the one with the highest version. */
export async function currentStandard(ctx: Context): Promise<Standard> {
  const row = await tablesOf<PagesTables>(ctx)
    .selectFrom("pages.standards")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    version: row?.version ?? 0,
    requiredKinds: (row?.required_kinds ?? []) as BlockKind[],
    bannedWords: row?.banned_words ?? [],
  };
}

/** Sets a new version; earlier ones stay to be read. Live blocks that break it are listed. */
export async function setStandard(
  ctx: Context,
  given: Omit<Standard, "version">,
): Promise<number> {
  const lock = `pages.standard:${ctx.brand.brandId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(ctx.tx);
  const version = (await currentStandard(ctx)).version + 1;
  const words = given.bannedWords.map((word) => word.trim()).filter((word) => word !== "");
  await tablesOf<PagesTables>(ctx)
    .insertInto("pages.standards")
    .values({
      brand_id: ctx.brand.brandId,
      version,
      required_kinds: [...new Set(given.requiredKinds)],
      banned_words: [...new Set(words)],
      created_at: ctx.now,
    })
    .execute();
  await emit(ctx, "pages.standard_set", { payload: { version } });
  return version;
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

type Texts = Pick<BlockRow, "title" | "title_en" | "text" | "text_en">;

/** The first banned word in a block's texts, whatever its width, case and spacing; or null. */
export function bannedWord(block: Texts, words: readonly string[]): string | null {
  const texts = [block.title, block.title_en, block.text, block.text_en].map((text) =>
    plain(text ?? ""),
  );
  return words.find((word) => texts.some((text) => text.includes(plain(word)))) ?? null;
}
