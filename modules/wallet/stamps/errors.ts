import { defineErrors } from "#platform/errors.ts";

defineErrors("wallet", {
  stamp_programme_not_found: {
    status: 404,
    zh: { title: "没有这个集点活动", next: "请刷新列表后重试。" },
    en: { title: "There is no such stamp programme", next: "Reload the list and try again." },
  },
  stamp_programme_fixed: {
    status: 409,
    zh: { title: "集点活动已开始，条款不能再改", next: "请结束它，再建一个新的。" },
    en: {
      title: "The programme has begun; its terms stand",
      next: "End it and make another one.",
    },
  },
  stamp_terms_incomplete: {
    status: 400,
    zh: { title: "集点规则不完整", next: "按消费请填每多少钱一个点；按品类请选品类；按到店请选规则。" },
    en: {
      title: "The rule of the stamps is not complete",
      next: "Give the amount, the categories or the rule of visits that belongs to it.",
    },
  },
  stamp_reward_unknown: {
    status: 400,
    zh: { title: "没有这个奖励", next: "请选择一个已发布的优惠，或一项由集点发放的权益。" },
    en: {
      title: "There is no such reward",
      next: "Choose a published offer, or an entitlement that stamp cards give.",
    },
  },
  stamp_code_old: {
    status: 410,
    zh: { title: "这个集点码已失效", next: "集点码每 30 秒更新，请扫店内屏幕上现在的码。" },
    en: {
      title: "This stamp code is too old",
      next: "It changes every 30 seconds: scan the one on the store's screen now.",
    },
  },
  stamp_code_spent: {
    status: 409,
    zh: { title: "这个集点码您已用过", next: "下次到店再扫新的码。" },
    en: { title: "You have used this stamp code", next: "Scan a new one on your next visit." },
  },
  stamp_visit_counted: {
    status: 409,
    zh: { title: "这次到店已集过点：{when}，{where}", next: "{rule}，下次到店再来集点。" },
    en: {
      title: "This visit was stamped on {when} at {where}",
      next: "{rule}; come again for the next one.",
    },
  },
  stamp_none_here: {
    status: 409,
    zh: { title: "这家门店现在没有到店集点", next: "请查看集点卡上写的集点方式和门店。" },
    en: {
      title: "No card is stamped for visits at this store now",
      next: "See on your cards where and for what stamps are given.",
    },
  },
  stamp_reward_not_found: {
    status: 404,
    zh: { title: "没有这份待发的奖励", next: "请刷新列表后重试。" },
    en: { title: "No such reward is owed", next: "Reload the list and try again." },
  },
  stamp_reward_still_owed: {
    status: 409,
    zh: { title: "奖励现在还发不出", next: "请先确认该优惠已发布且有库存，再重试。" },
    en: {
      title: "The reward cannot be given yet",
      next: "See that its offer is published and has stock, then try again.",
    },
  },
});
