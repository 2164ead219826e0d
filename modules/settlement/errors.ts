import { defineErrors } from "#platform/errors.ts";

defineErrors("settlement", {
  period_not_over: {
    status: 409,
    zh: { title: "{period} 还没有结束", next: "月份结束后再结账。" },
    en: { title: "{period} is not over yet", next: "Close it when the month has ended." },
  },
  period_closed: {
    status: 409,
    zh: { title: "{period} 已经结账", next: "之后的变动会进入下一期，请查看下一期对账单。" },
    en: {
      title: "{period} is closed already",
      next: "What came later stands in the next statement.",
    },
  },
  period_before_open: {
    status: 409,
    zh: { title: "请先结 {period}", next: "账期按顺序结账，请从最早一期开始。" },
    en: { title: "Close {period} first", next: "Periods are closed in their order." },
  },
  clearing_payment_not_found: {
    status: 404,
    zh: { title: "没有找到这笔待付款，或已标记付款", next: "请刷新对账单。" },
    en: { title: "There is no such payment, or it is marked paid", next: "Reload the statement." },
  },
});
