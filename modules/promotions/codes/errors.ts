import { defineErrors } from "#platform/errors.ts";

defineErrors("promotions", {
  offer_not_bearer: {
    status: 409,
    zh: {
      title: "这个优惠没有开启“凭码使用”",
      next: "请编辑优惠，勾选“凭码使用”并发布新版本，再生成券码。",
    },
    en: {
      title: "This offer has no codes to print",
      next: "Edit the offer, tick \"works by code\", publish, then make codes.",
    },
  },
  code_batch_day_past: {
    status: 400,
    zh: { title: "券码的截止日已过", next: "请选择今天或之后的日期。" },
    en: { title: "The codes' last day is over", next: "Choose today or a later day." },
  },
  code_too_short: {
    status: 400,
    zh: {
      title: "券码“{given}”应为 8–32 位字母或数字",
      next: "请核对这一行；过短的券码容易被猜中。",
    },
    en: {
      title: "The code \"{given}\" should be 8 to 32 letters or digits",
      next: "Check this row. Short codes are easily guessed.",
    },
  },
  code_twice: {
    status: 400,
    zh: { title: "这个券码在文件中出现两次（上一次在第 {first} 行）", next: "请删去其中一行。" },
    en: {
      title: "This code is in the file twice (before in line {first})",
      next: "Delete one of the rows.",
    },
  },
  code_taken: {
    status: 409,
    zh: { title: "这个券码已属于其他优惠", next: "请向发码方核对，或先收回另一批。" },
    en: {
      title: "This code belongs to another offer already",
      next: "Ask the issuer, or recall the other batch first.",
    },
  },
});
