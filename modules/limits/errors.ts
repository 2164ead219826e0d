import { defineErrors } from "#platform/errors.ts";

export const limitsErrors = defineErrors("limits", {
  limit_reached: {
    status: 409,
    zh: { title: "已达到上限", next: "这项名额已用完，请选择其他项目。" },
    en: { title: "The limit is reached", next: "Nothing is left of it; choose something else." },
  },
});
