import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { pictureStore } from "./ports.ts";
import { nameOf, type Size } from "./sizes.ts";
import type { MediaTables } from "./tables.ts";

// A row never changes, so what is once known stays known; hashes only, not the bytes.
const hashes = new Map<string, string>();
const most = 20_000;

async function hashOf(ctx: Omit<Context, "tx">, mediaId: string): Promise<string> {
  const key = `${ctx.brand.brandId}:${mediaId}`;
  const known = hashes.get(key);
  if (known) return known;
  const row = await ownTransaction(ctx, (own) =>
    tablesOf<MediaTables>(own)
      .selectFrom("media.files")
      .select("sha256")
      .where("brand_id", "=", ctx.brand.brandId)
      .where("media_id", "=", mediaId)
      .executeTakeFirst(),
  );
  if (!row) throw refuse("media_not_found");
  if (hashes.size >= most) hashes.clear();
  hashes.set(key, row.sha256);
  return row.sha256;
}

/** The bytes of one size (webp), or the original as it was uploaded; at most 8 MB. */
export async function readPicture(
  ctx: Omit<Context, "tx">,
  mediaId: string,
  size: Size | "original",
): Promise<Buffer> {
  const sha256 = await hashOf(ctx, mediaId);
  const bytes = await pictureStore().read(nameOf(ctx.brand.brandId, sha256, size));
  if (!bytes) throw refuse("media_not_found");
  return bytes;
}

/** Refuses `media_not_found` unless the brand has that picture. */
export async function assertPicture(ctx: Context, mediaId: string): Promise<void> {
  const row = await tablesOf<MediaTables>(ctx)
    .selectFrom("media.files")
    .select("media_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("media_id", "=", mediaId)
    .executeTakeFirst();
  if (!row) throw refuse("media_not_found");
}

interface Owner {
  readonly key: string;
  readonly logoMediaId: string | null;
}

/** Address of a picture below the server's own, or null for none. */
export function mediaUrl(
  brand: Pick<Owner, "key">,
  mediaId: string | null,
  size: Size = "medium",
): string | null {
  return mediaId ? `/${brand.key}/media/${mediaId}/${size}` : null;
}

export const logoUrl = (brand: Owner): string | null => mediaUrl(brand, brand.logoMediaId, "small");
