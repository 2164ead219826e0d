import { defineErrors } from "#platform/errors.ts";

defineErrors("wallet", {
  entitlement_rule_not_found: {
    status: 404,
    zh: { title: "没有这项权益", next: "请刷新后重试。" },
    en: { title: "There is no such entitlement", next: "Reload and try again." },
  },
  entitlement_over: {
    status: 409,
    zh: { title: "这项权益已经结束", next: "请看看还有什么别的权益。" },
    en: { title: "This entitlement has ended", next: "See what else there is." },
  },
  entitlement_city_needed: {
    status: 400,
    zh: { title: "请填写常住城市", next: "这项权益给外地来的会员，请填写您住在哪个城市。" },
    en: {
      title: "Tell us the city you live in",
      next: "This one is for members from other cities.",
    },
  },
  entitlement_used: {
    status: 409,
    zh: { title: "这项权益已使用：{when}，{where}", next: "每位会员按规则只有一次。" },
    en: {
      title: "This entitlement was used on {when} at {where}",
      next: "Each member has it once by its rule.",
    },
  },
  entitlement_recalled: {
    status: 409,
    zh: { title: "这项权益已被收回", next: "集点退回时，未用的奖励一并收回。" },
    en: {
      title: "This entitlement was taken back",
      next: "An unused reward goes when its stamps are taken back.",
    },
  },
  entitlement_expired: {
    status: 409,
    zh: { title: "这项权益已过期，有效期至 {until}", next: "请会员查看其他权益。" },
    en: { title: "This entitlement ended on {until}", next: "The member may have others." },
  },
  entitlement_elsewhere: {
    status: 409,
    zh: { title: "这项权益不在这家门店使用", next: "请会员查看权益写明的门店。" },
    en: {
      title: "This entitlement is not for this store",
      next: "The member sees in the wallet where it holds.",
    },
  },
  entitlement_not_from_afar: {
    status: 409,
    zh: { title: "会员与门店同在{city}", next: "这项权益给外地来的会员，请在其他城市的门店使用。" },
    en: {
      title: "The member lives in {city}, as this store is",
      next: "It is for guests from another city: use it in a store elsewhere.",
    },
  },
});
