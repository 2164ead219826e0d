import type { Lang } from "#platform/context.ts";
import type { PaymentsTable } from "../tables.ts";

type Party = "group" | "region" | "store" | "supplier" | "platform";

/** What is printed; short, because a line has 32 columns. */
export const receiptWords = {
  zh: {
    reprint: (count: number) => `重印 REPRINT 第 ${count} 次`,
    electronic: "电子小票",
    number: "单号",
    time: "时间",
    cashier: "收银",
    member: "会员",
    goods: "商品合计",
    saved: "优惠合计",
    delivery: "运费",
    total: "应付",
    points: (count: number) => `积分抵扣 ${count} 分`,
    storedValue: "储值支付",
    given: "收现金",
    change: "找零",
    unpaid: "待付",
    refunds: "退款",
    returned: (count: number) => `已退 ${count} 件`,
    gift: "赠",
    earned: "本单积分",
    balance: "积分余额",
    scan: "凭此码查单、退货",
    tax: "本小票不是发票。需要发票，请凭单号向门店索取。",
    thanks: "谢谢惠顾",
    methods: {
      cash: "现金", terminal: "刷卡", link: "线上支付", qr: "扫码支付", pay_code: "付款码",
    },
    by: {
      group: "集团", region: "省区", store: "门店", supplier: "供应商", platform: "平台",
    },
    join: "、",
    brackets: (text: string) => `（${text}）`,
  },
  en: {
    reprint: (count: number) => `REPRINT 重印 no. ${count}`,
    electronic: "Electronic receipt",
    number: "Order",
    time: "Time",
    cashier: "Served by",
    member: "Member",
    goods: "Goods",
    saved: "You saved",
    delivery: "Delivery",
    total: "Total",
    points: (count: number) => `${count} points`,
    storedValue: "Stored value",
    given: "Cash given",
    change: "Change",
    unpaid: "Still to pay",
    refunds: "Refund",
    returned: (count: number) => `${count} returned`,
    gift: "Gift",
    earned: "Points earned",
    balance: "Points balance",
    scan: "Shows the order, for returns",
    tax: "This is no tax invoice. Ask the store for one with the order number.",
    thanks: "Thank you",
    methods: {
      cash: "Cash", terminal: "Card", link: "Paid online", qr: "Paid by QR", pay_code: "Pay code",
    },
    by: {
      group: "group", region: "region", store: "store", supplier: "supplier",
      platform: "platform",
    },
    join: ", ",
    brackets: (text: string) => ` (${text})`,
  },
} as const satisfies Record<Lang, {
  methods: Record<PaymentsTable["method"], string>;
  by: Record<Party, string>;
  [word: string]: unknown;
}>;
