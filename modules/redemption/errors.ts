import { defineErrors } from "#platform/errors.ts";

export const redemptionErrors = defineErrors("redemption", {
  code_unknown: {
    status: 404,
    zh: { title: "没有找到这个码", next: "请核对后重新扫码或输入；数字码只在 5 分钟内有效。" },
    en: {
      title: "This code is not known",
      next: "Scan or type it again; a spoken number lives for 5 minutes only.",
    },
  },
  code_mistyped: {
    status: 400,
    zh: { title: "号码有误，校验位不符", next: "请与会员逐组核对后重新输入。" },
    en: {
      title: "The number is mistyped: its check digit does not fit",
      next: "Read it again with the member, four digits at a time.",
    },
  },
  code_expired: {
    status: 410,
    zh: { title: "这个码已过期", next: "请会员打开券包出示新的码，码每分钟更新一次。" },
    en: {
      title: "This code is too old",
      next: "Ask the member to open the wallet again; the code changes each minute.",
    },
  },
  code_spent: {
    status: 409,
    zh: { title: "这个码已核销过：{when}，{where}", next: "如需再用一次，请会员出示新的码。" },
    en: {
      title: "This code was redeemed on {when} at {where}",
      next: "For another use the member shows a new code.",
    },
  },
  code_is_source: {
    status: 400,
    zh: { title: "这是渠道码（海报或工牌），不是会员的券码", next: "请扫会员券包里的二维码。" },
    en: {
      title: "This is a code of a poster or badge, not of a member's right",
      next: "Scan the code in the member's wallet.",
    },
  },
  brand_mismatch: {
    status: 409,
    zh: { title: "这个码属于另一个品牌（{brand}）", next: "请会员打开本品牌的券包。" },
    en: {
      title: "This code belongs to another brand ({brand})",
      next: "Ask the member to open this brand's wallet.",
    },
  },
  right_unknown: {
    status: 404,
    zh: { title: "没有找到这项权益", next: "请刷新后重试。" },
    en: { title: "There is no such right", next: "Reload and try again." },
  },
  prepare_expired: {
    status: 410,
    zh: { title: "核销预览已失效", next: "请重新扫码后再确认。" },
    en: { title: "The preview has ended", next: "Scan the code again, then confirm." },
  },
  redemption_not_found: {
    status: 404,
    zh: { title: "没有找到这笔核销", next: "请刷新列表后重试。" },
    en: { title: "There is no such redemption", next: "Reload the list and try again." },
  },
  redemption_undone: {
    status: 409,
    zh: { title: "这笔核销已撤销（{when}）", next: "如需再次核销，请重新扫码。" },
    en: {
      title: "This redemption was undone already ({when})",
      next: "Scan again if it shall be redeemed once more.",
    },
  },
  undo_too_late: {
    status: 409,
    zh: { title: "已超过可撤销时间（{until}）", next: "店员 10 分钟内可撤销自己的核销，店长 24 小时内可撤销。" },
    en: {
      title: "It could be undone until {until}",
      next: "Staff undo their own within 10 minutes, a manager within 24 hours.",
    },
  },
});
