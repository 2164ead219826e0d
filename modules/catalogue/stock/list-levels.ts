import { sql } from "kysely";
import { getStores } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";

export interface LevelsInput extends PageInput {
  readonly storeId?: string | undefined;
  /** Only what has at most so many free units left. */
  readonly mostFree?: number | undefined;
  /** A part of the product's name or its code. */
  readonly search?: string | undefined;
}

export interface ListedLevel {
  readonly storeId: string;
  readonly storeName: string;
  readonly storeNameEn: string | null;
  readonly productId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string;
  /** Null: the product has no variants. */
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly onHand: number;
  readonly reserved: number;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** What lies in all stores, by store and item. */
export async function listLevels(ctx: Context, input: LevelsInput): Promise<Page<ListedLevel>> {
  const limit = pageLimit(input);
  const [afterStore, afterItem] = decodeCursor(input.cursor) ?? [];
  const { storeId, mostFree } = input;
  const search = input.search?.trim();
  const like = `%${escaped(search ?? "")}%`;
  type Row = Omit<ListedLevel, "storeName" | "storeNameEn"> & { readonly itemId: string };
  const { rows } = await sql<Row>`
    select s.store_id as "storeId", s.item_id as "itemId", s.product_id as "productId", p.name,
      p.name_en as "nameEn", p.external_code as "externalCode", v.variant_id as "variantId",
      v.sku, s.on_hand as "onHand", s.reserved
    from catalogue.stock s
    join catalogue.products p using (brand_id, product_id)
    left join catalogue.variants v on v.brand_id = s.brand_id and v.variant_id = s.item_id
    where s.brand_id = ${ctx.brand.brandId}
      ${storeId ? sql`and s.store_id = ${storeId}` : sql``}
      ${mostFree === undefined ? sql`` : sql`and s.on_hand - s.reserved <= ${mostFree}`}
      ${search ? sql`and (p.name ilike ${like} or p.external_code ilike ${like}
        or v.sku ilike ${like})` : sql``}
      ${afterStore === undefined ? sql`` : sql`and (s.store_id, s.item_id)
        > (${String(afterStore)}::uuid, ${String(afterItem)}::uuid)`}
    order by s.store_id, s.item_id limit ${limit + 1}`.execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.storeId, row.itemId]);
  const stores = await getStores(ctx, [...new Set(page.items.map((row) => row.storeId))]);
  const names = new Map(stores.map((store) => [store.storeId, store]));
  const items = page.items.map(({ itemId: _, ...row }) => ({
    ...row,
    storeName: names.get(row.storeId)?.name ?? "",
    storeNameEn: names.get(row.storeId)?.nameEn ?? null,
  }));
  return { items, next: page.next };
}
