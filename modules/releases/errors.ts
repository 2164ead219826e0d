import { defineErrors } from "#platform/errors.ts";

export const releasesErrors = defineErrors("releases", {
  release_not_found: {
    status: 404,
    zh: { title: "没有找到这场限量发售", next: "请刷新页面，查看本店现有的活动。" },
    en: { title: "There is no such release", next: "Reload and look at what the store has." },
  },
  release_slot_not_found: {
    status: 404,
    zh: { title: "没有这个场次或号码", next: "请刷新页面后重新选择。" },
    en: { title: "There is no such slot or number", next: "Reload and choose again." },
  },
  release_entry_not_found: {
    status: 404,
    zh: { title: "没有找到您的参加记录", next: "请刷新页面，查看自己的结果。" },
    en: { title: "There is no such entry of yours", next: "Reload to see your result." },
  },
  release_name_length: {
    status: 400,
    zh: { title: "名称须为 1 至 {most} 个字，现在是 {length} 个", next: "请修改名称后再保存。" },
    en: {
      title: "A name has 1 to {most} characters; this one has {length}",
      next: "Change the name and save again.",
    },
  },
  release_invalid: {
    status: 400,
    zh: { title: "限量发售设置有误：{detail}", next: "请修改后再保存。" },
    en: { title: "The release is not right: {detail}", next: "Correct it and save again." },
  },
  release_locked: {
    status: 409,
    zh: { title: "已发布，规则、库存和时间不能再改", next: "可以紧急停用，或说明原因后取消。" },
    en: {
      title: "It is announced: rule, stock and times are locked",
      next: "Put up a stop sign, or cancel it with a reason.",
    },
  },
  release_offer_stock: {
    status: 409,
    zh: {
      title: "优惠的总库存只剩 {left}，不够这场的 {wanted}",
      next: "请增加优惠的总库存，或减少场次的库存。",
    },
    en: {
      title: "The offer has {left} left, the release needs {wanted}",
      next: "Raise the offer's total stock, or lower the slots' stock.",
    },
  },
  release_needs_acknowledgement: {
    status: 409,
    zh: {
      title: "90 天内落空的会员中，{share} 落空两次或以上，超过上限 {limit}",
      next: "请先考虑增加库存或改用抽签；确认知悉后再发布。",
    },
    en: {
      title: "Of who lost within 90 days, {share} lost twice or more; the limit is {limit}",
      next: "Consider more stock or a lottery; acknowledge it to announce all the same.",
    },
  },
  release_not_announced: {
    status: 409,
    zh: { title: "还没有开始预告", next: "请在 {from} 再来。" },
    en: { title: "It is not announced yet", next: "Come again at {from}." },
  },
  release_not_open: {
    status: 409,
    zh: { title: "现在不能加入候补", next: "请在开抢后、结束前加入；抽签场请直接参加。" },
    en: {
      title: "The wait-list cannot be joined now",
      next: "Join after the start and before the end; a lottery is entered directly.",
    },
  },
  release_over: {
    status: 409,
    zh: { title: "这一场已经结束", next: "请查看结果，或看看下一场。" },
    en: { title: "This one is over", next: "Look at your result, or at the next one." },
  },
  release_cancelled: {
    status: 409,
    zh: { title: "这场限量发售已取消", next: "请查看取消的原因，或看看本店的其他优惠。" },
    en: {
      title: "This release was cancelled",
      next: "Read the reason, or look at the store's other offers.",
    },
  },
  release_sold_out: {
    status: 409,
    zh: {
      title: "{stock} 份已全部有主",
      next: "已参加的请看自己的结果；没抢到可以加入候补，有人不确认就按顺序递补。",
    },
    en: {
      title: "All {stock} have gone",
      next: "If you entered, look at your result; if not, join the wait-list: what is not "
        + "confirmed goes to it in order.",
    },
  },
  release_entered_already: {
    status: 409,
    zh: { title: "您已经参加了这场", next: "请查看自己的顺位和结果。" },
    en: { title: "You have entered already", next: "Look at your place and result." },
  },
  release_hold_over: {
    status: 409,
    zh: { title: "确认的时间已过，名额已给候补的人", next: "可以看看下一场，或本店的其他优惠。" },
    en: {
      title: "The time to confirm is over; the unit went to the wait-list",
      next: "Look at the next release, or at the store's other offers.",
    },
  },
  release_confirmed: {
    status: 409,
    zh: { title: "您已经确认过了", next: "请在券包中查看并使用。" },
    en: { title: "You have confirmed it already", next: "You find it in your wallet." },
  },
  release_no_gate: {
    status: 409,
    zh: { title: "这场不需要验证", next: "请直接参加。" },
    en: { title: "This release has no gate", next: "Enter directly." },
  },
  release_gate_missing: {
    status: 409,
    zh: { title: "参加前需要验证", next: "请完成验证后再试。" },
    en: { title: "A challenge comes before entering", next: "Solve it and try again." },
  },
  release_gate_wrong: {
    status: 409,
    zh: { title: "验证没有通过", next: "请重新验证。" },
    en: { title: "The challenge is not solved", next: "Ask for another and try again." },
  },
  release_gate_used: {
    status: 409,
    zh: { title: "这次验证已经用过", next: "请重新验证。" },
    en: { title: "This challenge was used before", next: "Ask for another and try again." },
  },
});
