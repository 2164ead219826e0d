import { defineErrors } from "#platform/errors.ts";

export const insightsErrors = defineErrors("insights", {
  insights_range: {
    status: 400,
    zh: {
      title: "时间范围不正确：从 {from} 到 {to}",
      next: "请让开始日期不晚于结束日期，且跨度不超过 {days} 天。",
    },
    en: {
      title: "The range of days is not valid: {from} to {to}",
      next: "Begin no later than the end, and ask for at most {days} days.",
    },
  },
  insights_figure_unknown: {
    status: 400,
    zh: { title: "没有这个指标：{figure}", next: "可用的指标：{known}。" },
    en: { title: "There is no figure {figure}", next: "The figures are: {known}." },
  },
});
