import { sql } from "kysely";
import { assertPicture } from "#modules/media/index.ts";
import { type Context, json } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { getProduct } from "./queries.ts";

export interface ProductPicture {
  readonly mediaId: string;
  /** What it shows, for whoever does not see it. */
  readonly alt: string;
  readonly altEn: string | null;
}

const most = 12;

/** The product's pictures from now on, in this order; the first one stands for it in lists. */
export async function setPictures(
  ctx: Context,
  productId: string,
  pictures: readonly ProductPicture[],
): Promise<void> {
  await getProduct(ctx, productId);
  if (pictures.length > most) throw refuse("invalid_input", { detail: "pictures" });
  for (const { mediaId } of pictures) await assertPicture(ctx, mediaId);
  const brandId = ctx.brand.brandId;
  const rows = pictures.map((one, at) => ({ ...one, position: at + 1 }));
  await sql`delete from catalogue.product_pictures
    where brand_id = ${brandId} and product_id = ${productId}`.execute(ctx.tx);
  await sql`insert into catalogue.product_pictures
      (brand_id, product_id, position, media_id, alt, alt_en)
    select ${brandId}::uuid, ${productId}::uuid, r.position, r."mediaId", r.alt, r."altEn"
    from jsonb_to_recordset(${json(rows)}) as r(position int, "mediaId" uuid, alt text,
      "altEn" text)`.execute(ctx.tx);
  const payload = { productId, pictures: rows.length };
  await emit(ctx, "catalogue.pictures_set", { payload });
}

/** The pictures of these products, each in its order. */
export async function productPictures(
  ctx: Context,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, ProductPicture[]>> {
  const { rows } = await sql<ProductPicture & { productId: string }>`
    select product_id as "productId", media_id as "mediaId", alt, alt_en as "altEn"
    from catalogue.product_pictures where brand_id = ${ctx.brand.brandId}
      and product_id = any(${[...productIds]}::uuid[])
    order by product_id, position`.execute(ctx.tx);
  const found = new Map<string, ProductPicture[]>();
  for (const { productId, ...picture } of rows) {
    found.set(productId, [...(found.get(productId) ?? []), picture]);
  }
  return found;
}
