import { createHash } from "node:crypto";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { pictureStore } from "./ports.ts";
import { nameOf, type Size, sizes } from "./sizes.ts";
import type { MediaTables } from "./tables.ts";

export const mostBytes = 8 * 1024 * 1024;
const mostPixels = 50_000_000;
const accepted = new Map([
  ["jpeg", "image/jpeg"],
  ["png", "image/png"],
  ["webp", "image/webp"],
  ["gif", "image/gif"],
  ["heif", "image/avif"],
]);

/** Loaded with the first picture: an idle server need not hold the library. */
async function loadSharp() {
  const { default: sharp } = await import("sharp");
  // libvips would keep decoded pictures for a second use that does not come.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

export interface Picture {
  readonly mediaId: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Reads a body to its end; refuses `media_too_large` as soon as it is. */
export async function readBytes(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of source) {
    bytes += part.length;
    if (bytes > mostBytes) throw refuse("media_too_large", { mebibytes: mostBytes / 1024 ** 2 });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

interface Sniffed {
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/** What the bytes are, whatever the header said. Upright: a phone's rotation is applied. */
async function sniff(bytes: Buffer): Promise<Sniffed> {
  try {
    const sharp = await loadSharp();
    const { format, autoOrient } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
    const contentType = accepted.get(format);
    if (contentType) {
      return { contentType, width: autoOrient.width, height: autoOrient.height };
    }
  } catch {
    // falls through to the refusal
  }
  throw refuse("media_not_picture");
}

/** Sizes carry no metadata: a phone writes its owner's position into every picture. */
async function render(bytes: Buffer, size: Size): Promise<Buffer> {
  try {
    const sharp = await loadSharp();
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: "error" })
      .autoOrient()
      .resize({ width: sizes[size], withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    throw refuse("media_not_picture");
  }
}

async function findByHash(ctx: Context, sha256: string): Promise<Picture | null> {
  const row = await tablesOf<MediaTables>(ctx)
    .selectFrom("media.files")
    .select(["media_id as mediaId", "content_type as contentType", "bytes", "width", "height"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  return row ?? null;
}

async function addRow(ctx: Context, sha256: string, found: Sniffed, bytes: number) {
  const mediaId = newId();
  const row = await tablesOf<MediaTables>(ctx)
    .insertInto("media.files")
    .values({
      brand_id: ctx.brand.brandId,
      media_id: mediaId,
      sha256,
      content_type: found.contentType,
      bytes,
      width: found.width,
      height: found.height,
      created_at: ctx.now,
    })
    .onConflict((on) => on.columns(["brand_id", "sha256"]).doNothing())
    .returning("media_id")
    .executeTakeFirst();
  if (row) await emit(ctx, "media.file_added", { payload: { mediaId, bytes } });
  const picture = await findByHash(ctx, sha256);
  if (!picture) throw new Error("a file that was added is there");
  return picture;
}

/**
 * Keeps a picture and its sizes; the same bytes again answer the same id. Files come first, each
 * whole, then the row in a transaction of its own: one that fails leaves files nobody names.
 */
export async function addPicture(ctx: Omit<Context, "tx">, bytes: Buffer): Promise<Picture> {
  if (bytes.length > mostBytes) throw refuse("media_too_large", { mebibytes: 8 });
  const brandId = ctx.brand.brandId;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const known = await ownTransaction(ctx, (own) => findByHash(own, sha256));
  if (known) return known;
  const found = await sniff(bytes);
  const store = pictureStore();
  for (const size of Object.keys(sizes) as Size[]) {
    await store.write(nameOf(brandId, sha256, size), await render(bytes, size), "image/webp");
  }
  await store.write(nameOf(brandId, sha256, "original"), bytes, found.contentType);
  return ownTransaction(ctx, (own) => addRow(own, sha256, found, bytes.length));
}
