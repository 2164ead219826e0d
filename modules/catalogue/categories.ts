import { sql } from "kysely";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { indexCategories } from "./search/index-products.ts";
import type { CatalogueTables } from "./tables.ts";

const separator = " > ";
const mostLevels = 8;
const longestName = 120;

export interface Category {
  readonly categoryId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  /** Names from the root, joined by " > ". */
  readonly path: string;
}

/** "Grocery>Frozen > Ice" as its levels; null when a level is empty, too long or too deep. */
export function parseCategory(text: string): string[] | null {
  const names = text.split(/[>＞]/).map((name) => name.trim());
  const fits = names.every((name) => name !== "" && name.length <= longestName);
  return fits && names.length <= mostLevels ? names : null;
}

export const pathOf = (names: readonly string[]): string => names.join(separator);

/** Finds or adds the categories of the paths with all above them; answers ids by path. */
export async function ensureCategories(
  ctx: Context,
  paths: readonly (readonly string[])[],
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const deepest = Math.max(0, ...paths.map((names) => names.length));
  for (let level = 1; level <= deepest; level++) {
    const wanted = new Map<string, readonly string[]>();
    for (const names of paths) {
      if (names.length >= level) wanted.set(pathOf(names.slice(0, level)), names.slice(0, level));
    }
    for (const [path, id] of await ensureLevel(ctx, wanted, known)) known.set(path, id);
  }
  await indexCategories(ctx);
  return known;
}

async function ensureLevel(
  ctx: Context,
  wanted: ReadonlyMap<string, readonly string[]>,
  above: ReadonlyMap<string, string>,
): Promise<[string, string][]> {
  const brand = ctx.brand.brandId;
  const rows = [...wanted].map(([path, names]) => ({
    id: newId(),
    parent: above.get(pathOf(names.slice(0, -1))) ?? null,
    name: names.at(-1),
    path,
  }));
  await sql`insert into catalogue.categories
      (brand_id, category_id, parent_id, name, path, created_at)
    select ${brand}::uuid, r.id, r.parent, r.name, r.path, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, parent uuid, name text, path text)
    where not exists (select 1 from catalogue.categories c
      where c.brand_id = ${brand} and c.path = r.path)
    on conflict (brand_id, path) do nothing`.execute(ctx.tx);
  const found = await tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.categories")
    .select(["path", "category_id"])
    .where("brand_id", "=", brand)
    .where("path", "=", sql<string>`any(${[...wanted.keys()]}::text[])`)
    .execute();
  return found.map((row) => [row.path, row.category_id]);
}

/** Adds a category by its path, or finds it; answers its id. */
export async function createCategory(
  ctx: Context,
  given: { readonly path: string; readonly nameEn?: string | null | undefined },
): Promise<string> {
  const names = parseCategory(given.path);
  if (!names) throw refuse("category_invalid", { given: given.path.slice(0, 80) });
  const id = (await ensureCategories(ctx, [names])).get(pathOf(names));
  if (!id) throw refuse("category_not_found");
  if (given.nameEn !== undefined) {
    await tablesOf<CatalogueTables>(ctx)
      .updateTable("catalogue.categories")
      .set({ name_en: given.nameEn })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("category_id", "=", id)
      .execute();
    await indexCategories(ctx, [id]);
  }
  return id;
}

/** All categories by path; a brand has hundreds, not thousands. */
export async function listCategories(ctx: Context): Promise<Category[]> {
  const rows = await tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.categories")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("path")
    .limit(5_000)
    .execute();
  return rows.map((row) => ({
    categoryId: row.category_id,
    parentId: row.parent_id,
    name: row.name,
    nameEn: row.name_en,
    path: row.path,
  }));
}
