import { defineErrors } from "#platform/errors.ts";

export const mediaErrors = defineErrors("media", {
  media_not_found: {
    status: 404,
    zh: { title: "没有这张图片", next: "请检查地址，或重新上传。" },
    en: { title: "There is no such picture", next: "Check the address or upload it again." },
  },
  media_too_large: {
    status: 413,
    zh: { title: "图片超过 {mebibytes} MB", next: "请压缩后再上传。" },
    en: { title: "The picture is larger than {mebibytes} MB", next: "Make it smaller." },
  },
  media_not_picture: {
    status: 415,
    zh: { title: "这不是可用的图片", next: "请上传 JPEG、PNG、WebP、AVIF 或 GIF 图片（不支持 SVG）。" },
    en: {
      title: "This is not a picture that can be used",
      next: "Upload JPEG, PNG, WebP, AVIF or GIF; SVG is not accepted.",
    },
  },
});
