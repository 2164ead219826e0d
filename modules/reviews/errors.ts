import { defineErrors } from "#platform/errors.ts";

defineErrors("reviews", {
  review_subject_not_found: {
    status: 404,
    zh: { title: "没有可以评价的订单或预约", next: "收到商品或服务完成后，在订单页或预约页评价。" },
    en: {
      title: "There is nothing to review here",
      next: "Review on the order or booking once you have the goods or were served.",
    },
  },
  review_exists: {
    status: 409,
    zh: { title: "这里已经评价过", next: "每件商品、每次到店评价一次，请在“我的评价”查看。" },
    en: {
      title: "You have reviewed this already",
      next: "Each product and each visit is reviewed once. See your reviews.",
    },
  },
  review_too_late: {
    status: 409,
    zh: { title: "评价时间已过", next: "请在收货或服务后 {days} 天内评价；有问题请联系门店。" },
    en: {
      title: "It is too late to review this",
      next: "Review within {days} days of receiving it; the store helps with problems.",
    },
  },
  review_not_found: {
    status: 404,
    zh: { title: "没有这条评价", next: "请刷新列表后再试。" },
    en: { title: "There is no such review", next: "Reload the list." },
  },
  review_not_answered: {
    status: 409,
    zh: { title: "门店还没有回复", next: "门店回复后再说明是否解决。" },
    en: {
      title: "The store has not replied yet",
      next: "Say whether it is solved once it has.",
    },
  },
  review_replies_full: {
    status: 409,
    zh: { title: "这条评价已有 {count} 条回复", next: "请直接联系顾客解决。" },
    en: {
      title: "This review has {count} replies already",
      next: "Settle it with the guest in person.",
    },
  },
  review_hidden: {
    status: 409,
    zh: { title: "这条评价的文字已经隐藏", next: "请刷新查看原因。" },
    en: { title: "The words of this review are hidden already", next: "Reload to see why." },
  },
  review_shown: {
    status: 409,
    zh: { title: "这条评价的文字没有隐藏", next: "请刷新查看。" },
    en: { title: "The words of this review are not hidden", next: "Reload to see it." },
  },
  review_without_words: {
    status: 409,
    zh: { title: "这条评价没有文字", next: "星级不能隐藏，也不能删除。" },
    en: {
      title: "This review has no words",
      next: "Stars can be neither hidden nor deleted.",
    },
  },
});
