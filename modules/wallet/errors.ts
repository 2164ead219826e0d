import { defineErrors } from "#platform/errors.ts";

/** Each reason why a voucher is not taken, in words that a clerk can read out. */
export const walletErrors = defineErrors("wallet", {
  voucher_used: {
    status: 409,
    zh: {
      title: "这张券已使用：{when}，{where}",
      next: "不要重复优惠。请会员出示其他券；如有疑问请联系该门店。",
    },
    en: {
      title: "This voucher was used on {when} at {where}",
      next: "Give no second discount. Ask for another voucher, or call that store.",
    },
  },
  voucher_used_meanwhile: {
    status: 409,
    zh: { title: "购物车里的一张券刚刚用掉了", next: "请刷新购物车，按新的价格下单。" },
    en: {
      title: "A voucher of this cart was used a moment ago",
      next: "Reload the cart and order at its new price.",
    },
  },
  voucher_expired: {
    status: 409,
    zh: { title: "这张券已过期，有效期至 {until}", next: "请会员查看券包中是否有其他可用的券。" },
    en: {
      title: "This voucher has expired; it was valid until {until}",
      next: "Ask the member for another voucher in the wallet.",
    },
  },
  voucher_not_yet_valid: {
    status: 409,
    zh: { title: "这张券还没到使用时间，{from} 起可用", next: "请会员在有效期内再来使用。" },
    en: {
      title: "This voucher is not valid yet; it is from {from}",
      next: "Ask the member to come again when it is valid.",
    },
  },
  voucher_recalled: {
    status: 409,
    zh: { title: "这张券已被收回", next: "请会员联系客服，或出示其他券。" },
    en: {
      title: "This voucher was recalled",
      next: "Ask the member to contact the brand, or for another voucher.",
    },
  },
  voucher_given: {
    status: 409,
    zh: { title: "这张券已转赠给朋友", next: "请由收到券的朋友出示，或使用其他券。" },
    en: {
      title: "This voucher was given to a friend",
      next: "The friend shows it now; or ask for another voucher.",
    },
  },
  voucher_gift_open: {
    status: 409,
    zh: { title: "这张券正在转赠，等待朋友领取（至 {until}）", next: "会员可在券包中取回后再使用。" },
    en: {
      title: "This voucher is being given away and waits for a friend until {until}",
      next: "The member can take it back in the wallet, then use it.",
    },
  },
  voucher_not_giftable: {
    status: 409,
    zh: { title: "这张券不能转赠", next: "只有未使用、未过期且标明可转赠的券才能送给朋友。" },
    en: {
      title: "This voucher cannot be given away",
      next: "Only unused vouchers that say so can be given to a friend.",
    },
  },
  gift_over: {
    status: 409,
    zh: { title: "这份转赠已被领取、取回或已过期", next: "请向送券的朋友确认；也可以看看本店的其他优惠。" },
    en: {
      title: "This gift was accepted or taken back, or its time is over",
      next: "Ask the friend who sent it, or look at the store's other offers.",
    },
  },
  gift_own: {
    status: 409,
    zh: { title: "这是您自己送出的券", next: "请把链接发给朋友；不想送了，可以在券包里取回。" },
    en: {
      title: "This is your own gift",
      next: "Send the link to a friend, or take the voucher back in the wallet.",
    },
  },
  wrong_store: {
    status: 409,
    zh: { title: "这张券不能在本店使用，可用门店：{stores}", next: "请会员到适用门店使用。" },
    en: {
      title: "This voucher is not for this store; it is for: {stores}",
      next: "Send the member to one of its stores.",
    },
  },
  below_threshold: {
    status: 409,
    zh: { title: "未满 {threshold}，还差 {missing}", next: "再加购 {missing} 即可使用这张券。" },
    en: {
      title: "The bill is below {threshold}; {missing} is missing",
      next: "With {missing} more on the bill the voucher can be used.",
    },
  },
  bill_needed: {
    status: 409,
    zh: { title: "这张券需要填写账单金额", next: "请输入优惠前的账单总额后再确认。" },
    en: {
      title: "This voucher needs the bill's total",
      next: "Enter the total before the discount, then confirm.",
    },
  },
  voucher_cart_only: {
    status: 409,
    zh: {
      title: "这张券按商品计算，只能在商城购物车中使用",
      next: "请会员打开门店页，把商品加入购物车，券会自动计算。",
    },
    en: {
      title: "This voucher counts single goods and is used in the shop's cart",
      next: "Ask the member to open the store's page and put the goods in the cart.",
    },
  },
  voucher_not_found: {
    status: 404,
    zh: { title: "没有找到这张券", next: "请刷新券包后重试。" },
    en: { title: "There is no such voucher", next: "Reload the wallet and try again." },
  },
  voucher_not_recallable: {
    status: 409,
    zh: { title: "这张券已用完或已收回", next: "请刷新后查看它的状态。" },
    en: {
      title: "This voucher is used up or was recalled already",
      next: "Reload to see its state.",
    },
  },
  no_permanent_code: {
    status: 409,
    zh: { title: "这张券不使用固定券码", next: "只有“凭码使用”的优惠才有可打印的固定券码。" },
    en: {
      title: "This voucher has no permanent code",
      next: "Only offers that say bearer have codes to print.",
    },
  },
  balance_too_low: {
    status: 409,
    zh: { title: "余额不足", next: "请先补充预算或减少金额。" },
    en: { title: "The balance is too low", next: "Add to the budget, or take less." },
  },
});
