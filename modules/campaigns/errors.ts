import { defineErrors } from "#platform/errors.ts";

export const campaignErrors = defineErrors("campaigns", {
  campaign_not_found: {
    status: 404,
    zh: { title: "没有这个活动", next: "请从活动列表里选择。" },
    en: { title: "There is no such campaign", next: "Choose one from the list of campaigns." },
  },
  campaign_name_length: {
    status: 400,
    zh: { title: "活动名称要有 1 到 {most} 个字，现在是 {length} 个", next: "请改短后重试。" },
    en: {
      title: "A campaign's name has 1 to {most} characters; this one has {length}",
      next: "Shorten it and try again.",
    },
  },
  campaign_too_long: {
    status: 400,
    zh: { title: "活动最长 {longestDays} 天，现在是 {days} 天", next: "请把结束日期提前。" },
    en: {
      title: "A campaign lasts {longestDays} days at most; this one lasts {days}",
      next: "Choose an earlier last day.",
    },
  },
  campaign_ends_early: {
    status: 400,
    zh: { title: "结束日期早于开始", next: "请选择开始当天或之后的日期。" },
    en: { title: "It ends before it starts", next: "Choose the first day or a later one." },
  },
  campaign_starts_in_past: {
    status: 400,
    zh: { title: "开始日期已经过去", next: "不填开始日期即从现在开始；或选择以后的日期。" },
    en: {
      title: "The first day has passed",
      next: "Leave it empty to start now, or choose a later day.",
    },
  },
  campaign_closed: {
    status: 409,
    zh: { title: "活动已关闭", next: "已关闭的活动不再修改；请新建一个。" },
    en: { title: "The campaign is closed", next: "A closed one stays as it is; make a new one." },
  },
  campaign_code_taken: {
    status: 409,
    zh: { title: "外部编号 {externalCode} 已有活动使用", next: "请换一个编号或使用已有的活动。" },
    en: {
      title: "Another campaign has the external code {externalCode}",
      next: "Use another code, or the campaign that is there.",
    },
  },
});
