import { defineErrors } from "#platform/errors.ts";

export const channelErrors = defineErrors("channels", {
  channel_not_found: {
    status: 404,
    zh: { title: "没有这个渠道", next: "请从渠道列表里选择。" },
    en: { title: "There is no such channel", next: "Choose one from the list of channels." },
  },
  channel_not_active: {
    status: 409,
    zh: { title: "渠道“{name}”已封禁或关闭", next: "请换一个在用的渠道。" },
    en: { title: "The channel {name} is banned or closed", next: "Choose one that is in use." },
  },
  channel_code_taken: {
    status: 409,
    zh: { title: "外部编号 {externalCode} 已有渠道使用", next: "请换一个编号或使用已有的渠道。" },
    en: {
      title: "Another channel has the external code {externalCode}",
      next: "Use another code, or the channel that is there.",
    },
  },
  source_code_not_found: {
    status: 404,
    zh: { title: "没有这个渠道码", next: "请核对二维码下方的 8 位字符。" },
    en: { title: "There is no such source code", next: "Check the 8 characters below the QR." },
  },
  source_code_retired: {
    status: 409,
    zh: { title: "这个渠道码已停用", next: "停用的码不再修改；请新建一个。" },
    en: { title: "This source code is retired", next: "It stays as it is; make a new one." },
  },
  successor_not_usable: {
    status: 409,
    zh: { title: "不能由这个渠道码接替", next: "请选另一个在用的渠道码，或留空以落到品牌页。" },
    en: {
      title: "That source code cannot take over",
      next: "Choose another one in use, or none: people then land on the brand's page.",
    },
  },
  target_needs_store: {
    status: 400,
    zh: { title: "目标是门店页时，机构必须是门店", next: "请选择一家门店，或把目标改为品牌页。" },
    en: {
      title: "A store's page needs a store",
      next: "Choose a store, or make the brand's page the target.",
    },
  },
  target_needs_offer: {
    status: 400,
    zh: { title: "目标与优惠不相配", next: "目标是优惠页时请选一个优惠，其他目标请不要带优惠。" },
    en: {
      title: "Target and offer do not fit",
      next: "Choose an offer when the offer is the target, and none otherwise.",
    },
  },
  poster_font_missing: {
    status: 409,
    zh: {
      title: "服务器上没有能显示海报文字的字体",
      next: "请下载 SVG，或在后台用浏览器生成；也可在服务器上安装 fonts-noto-cjk。",
    },
    en: {
      title: "The server has no font for the poster's text",
      next: "Take the SVG or let the console draw it in the browser, or install fonts-noto-cjk.",
    },
  },
});
