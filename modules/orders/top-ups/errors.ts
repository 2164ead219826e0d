import { defineErrors } from "#platform/errors.ts";

defineErrors("orders", {
  top_up_refund_at_store: {
    status: 409,
    zh: { title: "这笔钱是在门店收的，请到门店退", next: "请到任一门店由店员核对后退还现金。" },
    en: {
      title: "This money was taken in a store and is paid back there",
      next: "Staff of any store look at it and pay it out.",
    },
  },
});
