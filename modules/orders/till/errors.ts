import { defineErrors } from "#platform/errors.ts";

defineErrors("orders", {
  till_sells_nothing: {
    status: 409,
    zh: {
      title: "「{store}」是{role}，只体验、不收银",
      next: "请会员线上下单，或到能销售的门店购买；这里可以核销、取货和预约。",
    },
    en: {
      title: "{store} is {role}: nothing is sold here",
      next: "Let the member order online or buy at a store that sells; here you redeem, hand over"
        + " and book.",
    },
  },
  till_member_over: {
    status: 409,
    zh: { title: "会员的身份确认已过时", next: "请会员再出示一次会员码。" },
    en: { title: "The member was identified too long ago", next: "Scan their code again." },
  },
  till_member_unknown: {
    status: 404,
    zh: { title: "没有用这个手机号的会员", next: "请核对手机号，或不记会员直接收银。" },
    en: {
      title: "There is no member with this phone",
      next: "Check the number, or sell without a member.",
    },
  },
  till_short: {
    status: 409,
    zh: { title: "收到的钱不够：应收 {amount}", next: "请收足再确认，或换一种方式补足。" },
    en: {
      title: "Too little was taken: {amount} is due",
      next: "Take the rest, or let another way pay it.",
    },
  },
});
