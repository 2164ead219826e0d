import { defineErrors } from "#platform/errors.ts";

defineErrors("wallet", {
  code_batch_not_found: {
    status: 404,
    zh: { title: "没有找到这批券码", next: "请返回优惠页，刷新后重试。" },
    en: { title: "There is no such batch of codes", next: "Go to the offer and reload." },
  },
  code_batch_busy: {
    status: 409,
    zh: { title: "这批券码还没有全部生成", next: "请等进度到 100% 后再操作。" },
    en: { title: "This batch is not finished yet", next: "Wait until it is at 100 %." },
  },
  code_batch_recalled: {
    status: 409,
    zh: { title: "这批券码已收回或正在收回", next: "如仍需要券码，请新建一批。" },
    en: { title: "This batch is recalled, or is being", next: "Make a new batch." },
  },
  code_batch_locked: {
    status: 409,
    zh: {
      title: "这批券码不能再导出",
      next: "第三方券码请向发码方索取；已锁定的批次请新建一批，并收回这批未用的券码。",
    },
    en: {
      title: "This batch can no longer be exported",
      next: "Ask the issuer for imported codes. Instead of a locked batch make another one.",
    },
  },
  code_export_over: {
    status: 409,
    zh: { title: "这次导出已下载或已过期", next: "请写明用途，重新申请一次导出。" },
    en: {
      title: "This export was downloaded already, or its time is over",
      next: "Ask for another one and say what it is for.",
    },
  },
  codes_over_stock: {
    status: 409,
    zh: { title: "优惠的库存（共 {cap}）不够这么多券码", next: "请减少数量，或先提高优惠的库存。" },
    en: {
      title: "The offer's stock of {cap} is not enough for so many codes",
      next: "Make fewer codes, or raise the stock first.",
    },
  },
  code_in_wallet: {
    status: 409,
    zh: { title: "这个券码已存入会员的券包", next: "请会员打开券包，出示券的二维码。" },
    en: {
      title: "This code is in a member's wallet",
      next: "Ask the member to open the wallet and show the voucher's code there.",
    },
  },
  code_not_usable: {
    status: 404,
    zh: {
      title: "这个券码不可用",
      next: "请核对 16 位数字是否输入正确；每个券码只能兑换一次，已被兑换的不能再用。",
    },
    en: {
      title: "This code cannot be used",
      next: "Check the digits. A code works once; one that somebody has used works no more.",
    },
  },
});
