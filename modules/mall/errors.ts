import { defineErrors } from "#platform/errors.ts";

defineErrors("mall", {
  mall_item_not_found: {
    status: 404,
    zh: { title: "积分商城里没有这件礼品", next: "请刷新积分商城再选。" },
    en: { title: "The points mall has no such item", next: "Reload the mall and choose again." },
  },
  mall_item_gone: {
    status: 409,
    zh: { title: "这件礼品已下架或不在兑换时间内", next: "请看看其他礼品。" },
    en: { title: "This item cannot be exchanged now", next: "Look at the other items." },
  },
  mall_sold_out: {
    status: 409,
    zh: { title: "这件礼品已兑完", next: "请看看其他礼品，或等待补货。" },
    en: { title: "This item is all gone", next: "Look at the others, or wait for more." },
  },
  mall_member_limit: {
    status: 409,
    zh: { title: "每人最多兑换 {cap} 次，您已兑换完", next: "请看看其他礼品。" },
    en: {
      title: "Each member exchanges this {cap} times at most, and you have",
      next: "Look at the other items.",
    },
  },
  mall_price_changed: {
    status: 409,
    zh: { title: "所需积分已变为 {points}", next: "请按新的积分确认后再兑换。" },
    en: { title: "It costs {points} points by now", next: "Look at it again, then exchange." },
  },
  mall_offer_taken: {
    status: 409,
    zh: { title: "这个优惠已在积分商城里", next: "请编辑已有的礼品。" },
    en: { title: "This offer is in the mall already", next: "Change the item that is there." },
  },
  exchange_not_found: {
    status: 404,
    zh: { title: "没有找到这次兑换", next: "请刷新列表再试。" },
    en: { title: "There is no such exchange", next: "Reload the list and try again." },
  },
  exchange_not_undoable: {
    status: 409,
    zh: { title: "这次兑换已撤销，或券已经用过", next: "用过的券不能退积分。" },
    en: {
      title: "This exchange was undone, or its voucher was used",
      next: "Points of a used voucher are not given back.",
    },
  },
});
