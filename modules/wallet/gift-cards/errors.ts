import { defineErrors } from "#platform/errors.ts";

defineErrors("wallet", {
  gift_card_not_found: {
    status: 404,
    zh: { title: "没有找到这张礼品卡", next: "请核对 16 位卡密后重新输入。" },
    en: { title: "There is no such gift card", next: "Check the 16 digits and type them again." },
  },
  gift_card_used: {
    status: 409,
    zh: { title: "这张礼品卡已经兑换过了", next: "每张卡只能兑换一次。如有疑问请联系客服。" },
    en: {
      title: "This gift card was redeemed already",
      next: "A card is redeemed once. Ask the service if in doubt.",
    },
  },
  gift_card_recalled: {
    status: 409,
    zh: { title: "这张礼品卡已被收回", next: "请联系购卡的门店或客服。" },
    en: { title: "This gift card was recalled", next: "Ask the store that sold it." },
  },
  gift_card_not_sold: {
    status: 409,
    zh: { title: "这张礼品卡还没有激活", next: "请在购卡的门店付款激活后再兑换。" },
    en: {
      title: "This gift card is not active yet",
      next: "It is active once the store has taken its price.",
    },
  },
  gift_batch_not_found: {
    status: 404,
    zh: { title: "没有找到这批礼品卡", next: "请刷新列表后重试。" },
    en: { title: "There is no such batch of gift cards", next: "Reload the list." },
  },
  gift_batch_recalled: {
    status: 409,
    zh: { title: "这批礼品卡已收回", next: "请使用其他批次。" },
    en: { title: "This batch was recalled", next: "Use another batch." },
  },
  gift_card_over_law: {
    status: 422,
    zh: {
      title: "不记名卡面值不超过 {most}，有效期不少于 {years} 年",
      next: "请调低面值或延长有效期。",
    },
    en: {
      title: "A card without a name holds at most {most} and is valid {years} years or more",
      next: "Lower the amount, or set a later date.",
    },
  },
  gift_cards_not_for_sale: {
    status: 409,
    zh: { title: "这些卡号里有已售、已收回或不存在的卡", next: "请核对起止号码；赠送批次不用售卖。" },
    en: {
      title: "Some of these cards are sold or recalled, or do not exist",
      next: "Check the first and last number; cards that are given are not sold.",
    },
  },
});
