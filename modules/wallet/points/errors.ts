import { defineErrors } from "#platform/errors.ts";

defineErrors("wallet", {
  points_too_few: {
    status: 409,
    zh: { title: "积分不足，现有 {has}，还差 {missing}", next: "请减少要用的积分，或攒够后再来。" },
    en: {
      title: "There are too few points: {has}, and {missing} more are needed",
      next: "Use fewer points, or come back with more.",
    },
  },
  points_day_unknown: {
    status: 400,
    zh: { title: "日历上没有这一天：{month} 月 {day} 日", next: "请选择存在的日期，例如 12 月 31 日。" },
    en: {
      title: "No calendar has day {day} of month {month}",
      next: "Choose a day that exists, such as 31 December.",
    },
  },
});
