import { defineErrors } from "#platform/errors.ts";

defineErrors("orders", {
  pickup_not_found: {
    status: 404,
    zh: { title: "没有这笔自提订单", next: "请核对订单号，或从自提列表里选择。" },
    en: { title: "There is no such pickup", next: "Check the order's number or use the list." },
  },
  pickup_pays_at_door: {
    status: 400,
    zh: { title: "到店自提不能选择货到付款", next: "请选择在线付款或到店付款。" },
    en: {
      title: "What is collected at a store is not paid at the door",
      next: "Pay online, or at the store.",
    },
  },
  pickup_store_closed: {
    status: 409,
    zh: { title: "{where}已停业，不能自提", next: "请选择另一家门店。" },
    en: { title: "{where} is closed for good", next: "Choose another store." },
  },
  pickup_unpaid: {
    status: 409,
    zh: { title: "这笔订单还没有付款", next: "请会员先付款，再扫取货码。" },
    en: { title: "This order is not paid yet", next: "The member pays it first, then scan again." },
  },
  pickup_collected: {
    status: 409,
    zh: { title: "已取货：{when}，{where}", next: "不要再次交付；如有疑问请联系该门店。" },
    en: {
      title: "Collected already on {when} at {where}",
      next: "Hand nothing over again; call that store if in doubt.",
    },
  },
  pickup_ended: {
    status: 409,
    zh: { title: "这笔订单{state}，不能取货", next: "请不要交付；请会员查看订单详情。" },
    en: {
      title: "This order is {state}; nothing is to be collected",
      next: "Hand nothing over; the member sees why in the order.",
    },
  },
  pickup_elsewhere: {
    status: 409,
    zh: { title: "这笔订单在{where}取货，不在本店", next: "请会员到{where}取货，或联系该门店。" },
    en: {
      title: "This order is collected at {where}, not here",
      next: "Send the member to {where}, or call that store.",
    },
  },
  pickup_goods_returned: {
    status: 409,
    zh: { title: "交付后已有退货退款，不能再撤销交付", next: "请在订单里按退货处理。" },
    en: {
      title: "Goods were returned since; the hand-over cannot be undone",
      next: "Go on with returns in the order.",
    },
  },
  pickup_days_crossed: {
    status: 400,
    zh: { title: "提醒要早于到期处理", next: "请让提醒天数小于到期天数。" },
    en: {
      title: "The reminder comes before the end",
      next: "Give fewer days to the reminder than to the end.",
    },
  },
});
