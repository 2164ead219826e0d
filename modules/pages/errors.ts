import { defineErrors } from "#platform/errors.ts";

export const pagesErrors = defineErrors("pages", {
  block_not_found: {
    status: 404,
    zh: { title: "没有这个版块", next: "请刷新页面后重试。" },
    en: { title: "There is no such block", next: "Reload and try again." },
  },
  block_word_banned: {
    status: 422,
    zh: { title: "内容含集团禁用词“{word}”，不能发布", next: "请改掉该词后再发布。" },
    en: {
      title: "The text has the word “{word}”, which the group does not allow",
      next: "Change the text and publish again.",
    },
  },
  block_text_invalid: {
    status: 400,
    zh: { title: "标题缺失或内容过长", next: "标题 1–80 字，正文不超过 2000 字。" },
    en: {
      title: "The title is missing or the text is too long",
      next: "Give a title of 1–80 characters and at most 2,000 of text.",
    },
  },
  block_dates_invalid: {
    status: 400,
    zh: { title: "展示结束时间必须晚于开始时间", next: "请修改展示时间。" },
    en: { title: "The block would end before it begins", next: "Change its dates." },
  },
  block_order_invalid: {
    status: 409,
    zh: { title: "版块顺序与现有版块不一致", next: "请刷新后重新排序。" },
    en: { title: "The order does not list the unit's blocks", next: "Reload and sort again." },
  },
  block_not_model: {
    status: 409,
    zh: { title: "该版块未被集团设为样板，不能复制", next: "请从样板列表中选择。" },
    en: { title: "The block is not a model to copy", next: "Choose one of the list of models." },
  },
});
