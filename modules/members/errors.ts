import { defineErrors } from "#platform/errors.ts";

export const memberErrors = defineErrors("members", {
  phone_not_valid: {
    status: 400,
    zh: { title: "这不是可以收短信的手机号", next: "请检查号码；境外号码请以 + 和国家码开头。" },
    en: {
      title: "This is no mobile number that can receive messages",
      next: "Check it; write a number from abroad with + and its country code.",
    },
  },
  code_too_soon: {
    status: 429,
    zh: { title: "验证码刚刚发过", next: "请在 {seconds} 秒后再获取。" },
    en: { title: "A code was sent just now", next: "Ask for another one in {seconds} seconds." },
  },
  code_wrong: {
    status: 400,
    zh: { title: "验证码不对或已过期", next: "请核对最近一条短信；超过 5 分钟请重新获取。" },
    en: {
      title: "The code is wrong or too old",
      next: "Look at the latest message; after 5 minutes ask for a new code.",
    },
  },
  code_tries_used: {
    status: 429,
    zh: { title: "这个验证码已试错 5 次，已作废", next: "请重新获取验证码。" },
    en: { title: "This code was tried 5 times and is void", next: "Ask for a new code." },
  },
  sms_not_configured: {
    status: 503,
    zh: { title: "品牌还没有接通短信，暂时不能登录", next: "请联系店员；品牌管理员需先接通短信。" },
    en: {
      title: "The brand cannot send messages yet, so nobody can sign in",
      next: "Ask the store; the brand's operator has to set up a message service first.",
    },
  },
  sms_not_sent: {
    status: 503,
    zh: { title: "短信没有发出去", next: "请稍后再获取一次验证码。" },
    en: { title: "The message was not sent", next: "Ask for the code again shortly." },
  },
  consent_version_unknown: {
    status: 400,
    zh: { title: "没有这一版的说明：{purpose} {version}", next: "请刷新页面，阅读现在的说明后再选。" },
    en: {
      title: "There is no such text: {purpose} {version}",
      next: "Reload, read the present text and choose again.",
    },
  },
  consent_needed_to_serve: {
    status: 409,
    zh: { title: "发券与核销必须保存这些信息", next: "若要停止，请注销账户。" },
    en: { title: "Vouchers cannot work without this", next: "To end it, erase the account." },
  },
});
