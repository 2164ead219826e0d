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
  code_is_member: {
    status: 400,
    zh: { title: "这是会员卡的会员码，不是券码", next: "收银时扫会员码；核销请扫券包里的二维码。" },
    en: {
      title: "This is the code of a member's card, not of a right",
      next: "Scan it at a sale; to redeem, scan the code of a voucher.",
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
  held_at_store: {
    status: 409,
    zh: {
      title: "这张券的离线码保留在{where}使用，到 {until} 为止",
      next: "请在该门店使用，或等保留结束后再来。",
    },
    en: {
      title: "Held at store {where} until {until}: its offline code was made for there",
      next: "Use it there, or come back when the hold has ended.",
    },
  },
  offline_off_here: {
    status: 409,
    zh: { title: "这家门店没有开通离线核销", next: "请出示普通的二维码，到店联网核销。" },
    en: {
      title: "This store takes nothing without a network",
      next: "Show the ordinary code; the counter redeems it online.",
    },
  },
  offline_offer_not: {
    status: 409,
    zh: { title: "这个优惠不支持离线核销", next: "请出示普通的二维码，到店联网核销。" },
    en: {
      title: "This offer cannot be used without a network",
      next: "Show the ordinary code; the counter redeems it online.",
    },
  },
  offline_kind_not: {
    status: 409,
    zh: { title: "取货、集点和权益不能离线使用", next: "请等网络恢复，再出示普通的二维码。" },
    en: {
      title: "Pickups, stamps and entitlements need a network",
      next: "Show the ordinary code when there is a line again.",
    },
  },
  offline_device_unknown: {
    status: 404,
    zh: { title: "没有找到这台核销设备", next: "请在设置里重新开通离线核销。" },
    en: { title: "There is no such counter", next: "Enrol this phone again in the settings." },
  },
  offline_device_elsewhere: {
    status: 409,
    zh: { title: "这台设备已登记在另一家门店", next: "请先在原门店停用，再为本店重新登记。" },
    en: {
      title: "This phone is enrolled at another store",
      next: "Revoke it there, then enrol it here again.",
    },
  },
  offline_devices_full: {
    status: 409,
    zh: { title: "这家门店登记的设备已满 {most} 台", next: "请先停用不再使用的设备。" },
    en: { title: "This store has {most} counters enrolled", next: "Revoke those not used." },
  },
  offline_key_invalid: {
    status: 400,
    zh: { title: "设备公钥无效", next: "请在支持的浏览器里通过 https 重新登记。" },
    en: { title: "The device's key is none", next: "Enrol again over https in a current browser." },
  },
  offline_contact_invalid: {
    status: 400,
    zh: { title: "设备签名不符", next: "请重新登记这台设备；未上传的记录请联系店长处理。" },
    en: {
      title: "The device's signature does not fit",
      next: "Enrol this phone again; show what was not sent to the manager.",
    },
  },
  offline_key_lost: {
    status: 503,
    zh: { title: "离线签名密钥与安装密钥不符", next: "请品牌管理员更换离线签名密钥。" },
    en: {
      title: "The offline key does not fit this installation's secret",
      next: "The brand's administrator rotates the offline key.",
    },
  },
  offline_keys_used_up: {
    status: 409,
    zh: { title: "离线签名密钥已换满 255 次", next: "请联系系统运营者。" },
    en: { title: "The offline key was rotated 255 times", next: "Ask the platform's operator." },
  },
});
