import { defineErrors } from "#platform/errors.ts";

export const drawsErrors = defineErrors("draws", {
  draw_not_found: {
    status: 404,
    zh: { title: "没有这个抽奖", next: "请从抽奖列表里选择。" },
    en: { title: "There is no such draw", next: "Choose one from the list of draws." },
  },
  draw_name_length: {
    status: 400,
    zh: { title: "名称要有 1 到 {most} 个字，现在是 {length} 个", next: "请改短后重试。" },
    en: {
      title: "A name has 1 to {most} characters; this one has {length}",
      next: "Shorten it and try again.",
    },
  },
  draw_locked: {
    status: 409,
    zh: {
      title: "抽奖已发布，规则和概率已锁定",
      next: "发布后任何人都不能再改。需要调整时，请停用它并新建一个。",
    },
    en: {
      title: "The draw is published: its rules and odds are locked",
      next: "Nobody changes them any more. Stop it and make a new one instead.",
    },
  },
  draw_not_ready: {
    status: 409,
    zh: { title: "还不能发布：{codes}", next: "请按发布检查逐项补齐。" },
    en: { title: "It cannot be published yet: {codes}", next: "Complete what the checks name." },
  },
  draw_not_started: {
    status: 409,
    zh: { title: "抽奖 {from} 开始", next: "规则和概率已经公布，请到时再来。" },
    en: { title: "The draw starts at {from}", next: "Rules and odds are shown; come back then." },
  },
  draw_over: {
    status: 409,
    zh: { title: "抽奖已结束", next: "可以查看种子并重算全部结果，或看看本店的其他优惠。" },
    en: {
      title: "The draw is over",
      next: "Recompute all results from its seed, or look at the store's other offers.",
    },
  },
  draw_all_gone: {
    status: 409,
    zh: { title: "奖品已全部抽完", next: "这次没有计入您的次数。请看看本店的其他优惠。" },
    en: {
      title: "Every prize is gone",
      next: "This try was not counted. Look at the store's other offers.",
    },
  },
  draw_total_limit: {
    status: 409,
    zh: { title: "全部会员的抽奖次数已用完（上限 {cap}）", next: "请看看本店的其他优惠。" },
    en: {
      title: "All {cap} tries of this draw are used up",
      next: "Look at the store's other offers.",
    },
  },
  draw_not_over: {
    status: 409,
    zh: { title: "抽奖还没有结束", next: "请在结束后再公布种子，或先停用它。" },
    en: { title: "The draw is not over yet", next: "Reveal the seed after its end, or stop it." },
  },
  draw_seed_secret: {
    status: 409,
    zh: { title: "种子在抽奖结束后公布", next: "请在结束后下载全部记录重算。" },
    en: {
      title: "The seed is revealed when the draw has ended",
      next: "Download the log and recompute it then.",
    },
  },
  win_not_found: {
    status: 404,
    zh: { title: "没有这条中奖记录", next: "请从中奖列表里选择。" },
    en: { title: "There is no such win", next: "Choose one from the list of wins." },
  },
  win_not_open: {
    status: 409,
    zh: { title: "这个红包已经付款或收回", next: "请刷新列表查看它的状态。" },
    en: {
      title: "This red packet was paid or recalled",
      next: "Reload the list to see its state.",
    },
  },
  win_not_recallable: {
    status: 409,
    zh: {
      title: "这个奖品已付款或已收回，不能再收回",
      next: "已付款的请线下与会员处理，并保留凭证。",
    },
    en: {
      title: "This prize was paid or recalled already",
      next: "Settle a paid one with the member directly, and keep the record.",
    },
  },
});
