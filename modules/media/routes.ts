import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { defineRoute, open, type Route, staff } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { addPicture, mostBytes, readBytes } from "./add-picture.ts";
import { mediaUrl, readPicture } from "./read-picture.ts";

const tag = "media";

const upload = defineRoute({
  operationId: "uploadPicture",
  method: "POST",
  path: "/api/:brand/media",
  tag,
  summary: {
    zh: "上传图片（请求体即图片，最大 8 MB）",
    en: "Upload a picture (the body is the picture, at most 8 MB)",
  },
  access: staff("media.write"),
  streamBody: true,
  transaction: "none",
  bodyLimit: mostBytes + 1,
  answer: T.Object({
    mediaId: Id,
    contentType: T.String(),
    bytes: T.Integer(),
    width: T.Integer(),
    height: T.Integer(),
    url: T.String(),
  }),
  status: 201,
  errors: ["media_too_large", "media_not_picture"],
  async run(ctx, { request }) {
    const body = request.body as AsyncIterable<Uint8Array> | null;
    const streams = typeof body === "object" && body && Symbol.asyncIterator in body;
    if (!streams) throw refuse("media_not_picture");
    const picture = await addPicture(ctx, await readBytes(body));
    return { ...picture, url: mediaUrl(ctx.brand, picture.mediaId) ?? "" };
  },
});

const show = defineRoute({
  operationId: "getPicture",
  method: "GET",
  path: "/:brand/media/:mediaId/:size",
  tag,
  summary: { zh: "图片（WebP）", en: "A picture (WebP)" },
  access: open(),
  transaction: "none",
  raw: true,
  params: T.Object({
    mediaId: Id,
    size: T.Union([T.Literal("small"), T.Literal("medium"), T.Literal("large")]),
  }),
  errors: ["media_not_found"],
  async run(ctx, { params: { mediaId, size }, reply }) {
    const bytes = await readPicture(ctx, mediaId, size);
    reply
      .header("cache-control", "public, max-age=31536000, immutable")
      .type("image/webp")
      .send(bytes);
  },
});

export const mediaRoutes: readonly Route[] = [upload, show];
