import { defineErrors } from "#platform/errors.ts";

defineErrors("members", {
  member_code_unknown: {
    status: 404,
    zh: { title: "没有这个会员码", next: "请会员打开“会员卡”，重新扫码或念出 12 位数字。" },
    en: {
      title: "There is no such member's code",
      next: "Ask the member to open the card; scan again or have the 12 digits read out.",
    },
  },
  member_code_expired: {
    status: 409,
    zh: { title: "这个会员码已过期", next: "请会员刷新会员卡，出示新的码。" },
    en: { title: "This member's code is too old", next: "Ask the member to show a new one." },
  },
  member_code_other_brand: {
    status: 409,
    zh: { title: "这是另一个品牌（{brand}）的会员码", next: "请会员打开本品牌的会员卡。" },
    en: {
      title: "This code is of another brand ({brand})",
      next: "Ask the member to open this brand's card.",
    },
  },
  card_without_benefit: {
    status: 409,
    zh: {
      title: "会员卡至少要有一项不是折扣的权益",
      next: "请加上一项，例如到店免费茶、优先预约或生日礼，再保存。",
    },
    en: {
      title: "A card needs at least one benefit that is no discount",
      next: "Add one, such as a free tea, priority booking or a birthday gift, then save.",
    },
  },
  tiers_not_rising: {
    status: 400,
    zh: { title: "等级门槛必须一级比一级高", next: "请检查“{name}”的门槛。" },
    en: { title: "Each tier must ask for more than the one below", next: "Look at “{name}”." },
  },
});
