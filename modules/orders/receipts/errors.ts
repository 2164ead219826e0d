import { defineErrors } from "#platform/errors.ts";

defineErrors("orders", {
  receipt_not_printed: {
    status: 404,
    zh: { title: "没有这次打印", next: "请先点「打印」，再取打印内容。" },
    en: { title: "There was no such print", next: "Print first, then fetch what is printed." },
  },
  receipt_font_missing: {
    status: 503,
    zh: {
      title: "服务器没有中文字体，生成不了 PDF",
      next: "请在服务器安装字体（Debian：fonts-noto-cjk），或用小票打印机打印。",
    },
    en: {
      title: "The server has no Chinese font, so no PDF can be made",
      next: "Install one on the server (Debian: fonts-noto-cjk), or print on a receipt printer.",
    },
  },
});
