import { defineErrors } from "#platform/errors.ts";

export const orderErrors = defineErrors("orders", {
  order_not_found: {
    status: 404,
    zh: { title: "没有这笔订单", next: "请核对订单号，或从订单列表里选择。" },
    en: { title: "There is no such order", next: "Check its number, or choose it from the list." },
  },
  order_price_changed: {
    status: 409,
    zh: { title: "价格刚刚变了：现在是 {total}", next: "请查看新的价格，确认后再下单。" },
    en: {
      title: "The price has just changed: it is {total} now",
      next: "Look at the new price and order again if you agree.",
    },
  },
  order_due_changed: {
    status: 409,
    zh: { title: "还需付的金额刚刚变了：现在是 {due}", next: "请查看积分和储值余额，确认后再下单。" },
    en: {
      title: "What is left to pay has just changed: it is {due} now",
      next: "Look at your points and stored value and order again if you agree.",
    },
  },
  order_deposit_only: {
    status: 409,
    zh: { title: "商品正在预售，只收定金", next: "请选择付定金下单。" },
    en: { title: "These goods are in their presale", next: "Order them with a deposit." },
  },
  presale_closed: {
    status: 409,
    zh: { title: "这些商品现在不收定金", next: "请改用其他付款方式。" },
    en: { title: "No deposit is taken for these goods now", next: "Choose another way to pay." },
  },
  presale_mixed: {
    status: 409,
    zh: { title: "预售商品要单独下单", next: "请把尾款时间不同的商品分开下单。" },
    en: {
      title: "Goods of a presale are ordered by themselves",
      next: "Order goods whose balance is due on other days apart.",
    },
  },
  presale_not_found: {
    status: 404,
    zh: { title: "这件商品没有预售", next: "请先设置预售。" },
    en: { title: "This product has no presale", next: "Set one up first." },
  },
  presale_deposit_invalid: {
    status: 400,
    zh: { title: "定金没有填对", next: "请填金额或比例其中一项；膨胀后的金额要高于定金。" },
    en: {
      title: "The deposit does not fit",
      next: "Give an amount or a share; what it counts for is more than the deposit.",
    },
  },
  presale_days_invalid: {
    status: 400,
    zh: { title: "定金和尾款的日期不对", next: "尾款要在定金开始之后，且不早于定金结束。" },
    en: {
      title: "The days of deposit and balance do not fit",
      next: "The balance begins after the deposit and ends no sooner.",
    },
  },
  balance_not_open: {
    status: 409,
    zh: { title: "尾款从 {day} 开始付", next: "请到时再来付尾款。" },
    en: { title: "The balance can be paid from {day}", next: "Come back on that day." },
  },
  order_step_refused: {
    status: 409,
    zh: { title: "订单现在是「{state}」，不能{step}", next: "请刷新订单，按它现在的状态处理。" },
    en: {
      title: "The order is \"{state}\" now; it cannot be {step}",
      next: "Reload the order and go on from its present state.",
    },
  },
  order_empty: {
    status: 400,
    zh: { title: "购物车是空的", next: "请先选择商品。" },
    en: { title: "The cart is empty", next: "Choose goods first." },
  },
  order_goods_gone: {
    status: 409,
    zh: { title: "这笔订单的商品已不再保留", next: "请取消订单后重新下单。" },
    en: {
      title: "The goods of this order are kept no longer",
      next: "Cancel it and order again.",
    },
  },
  order_amount_differs: {
    status: 409,
    zh: { title: "应收金额是 {amount}", next: "请按应收金额收款后再确认。" },
    en: { title: "{amount} is to be paid", next: "Take that amount and confirm again." },
  },
  payment_unavailable: {
    status: 503,
    zh: { title: "支付渠道暂时没有回应", next: "订单已保留，请稍后在订单里重新支付。" },
    en: {
      title: "The payment provider does not answer",
      next: "The order is kept; pay it from your orders in a moment.",
    },
  },
  payment_provider_unknown: {
    status: 404,
    zh: { title: "没有接入这个支付渠道", next: "请选择列出的支付方式。" },
    en: { title: "This payment provider is not set up", next: "Choose one that is listed." },
  },
  payment_notice_forged: {
    status: 401,
    zh: { title: "支付通知的签名不对", next: "请核对支付渠道的密钥配置。" },
    en: {
      title: "The signature of this payment notice does not hold",
      next: "Check the keys of the payment provider.",
    },
  },
  refund_too_much: {
    status: 409,
    zh: { title: "退货数量超过了还没退的数量", next: "请刷新订单后重新选择。" },
    en: {
      title: "More units than were bought and not returned yet",
      next: "Reload the order and choose again.",
    },
  },
  refund_nothing: {
    status: 400,
    zh: { title: "没有选择要退的商品", next: "请至少选择一件商品。" },
    en: { title: "No goods were chosen to come back", next: "Choose one unit at least." },
  },
  refund_changed: {
    status: 409,
    zh: { title: "退款金额刚刚变了：现在是 {amount}", next: "请查看新的金额，确认后再退。" },
    en: {
      title: "The refund has just changed: it is {amount} now",
      next: "Look at the new amount and confirm again.",
    },
  },
  refund_not_found: {
    status: 404,
    zh: { title: "没有这笔退款", next: "请刷新订单。" },
    en: { title: "There is no such refund", next: "Reload the order." },
  },
  notice_not_found: {
    status: 404,
    zh: { title: "没有这条支付通知", next: "请刷新列表。" },
    en: { title: "There is no such notice", next: "Reload the list." },
  },
  statement_too_long: {
    status: 400,
    zh: { title: "这份对账单超过 {most} 笔", next: "请按天分开核对。" },
    en: { title: "This statement has more than {most} entries", next: "Compare it day by day." },
  },
  statement_unreadable: {
    status: 400,
    zh: { title: "对账单第 {line} 行读不出来", next: "请使用支付渠道下载的原文件。" },
    en: {
      title: "Line {line} of the statement cannot be read",
      next: "Use the file as the provider gave it.",
    },
  },
});
