import { defineErrors } from "#platform/errors.ts";

defineErrors("promotions", {
  offer_below_floor: {
    status: 409,
    zh: {
      title: "“{productName}”最低会卖到 {attainable}，低于底价 {floor}（{offers}）",
      next:
        "请提高门槛、减少优惠、设为不与这些优惠同享，或不包含这件商品；" +
        "“发布前检查”里能看到具体的购物车。",
    },
    en: {
      title: "“{productName}” could be sold at {attainable}, below its floor {floor} ({offers})",
      next:
        "Raise the threshold, give less, keep it apart from these offers or leave the product " +
        "out; the price check shows the cart.",
    },
  },
  offer_words_banned: {
    status: 409,
    zh: {
      title: "文案中有广告法禁止的用语：{words}",
      next: "请换一种客观的说法后再发布。",
    },
    en: {
      title: "The text holds words that advertising law forbids: {words}",
      next: "Say it in a factual way, then publish.",
    },
  },
  offer_reference_price: {
    status: 409,
    zh: {
      title: "“{productName}”近 {days} 天内最低卖 {allowed}，划线价不能用 {list}",
      next: "请把标价改回 {allowed}，或等涨价满 {days} 天后再发布。",
    },
    en: {
      title:
        "“{productName}” was {allowed} within the last {days} days: " +
        "{list} cannot be crossed out",
      next: "Set the list price back to {allowed}, or publish {days} days after it was raised.",
    },
  },
});
