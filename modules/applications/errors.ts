import { defineErrors } from "#platform/errors.ts";

export const applicationErrors = defineErrors("applications", {
  application_not_found: {
    status: 404,
    zh: { title: "没有这个申请", next: "请核对申请号，或从列表里选择。" },
    en: { title: "There is no such application", next: "Check its number or a list." },
  },
  application_other_store: {
    status: 409,
    zh: { title: "这个申请由「{store}」办理", next: "请到该门店办理；办完后任何门店都能打印。" },
    en: {
      title: "{store} sees to this application",
      next: "Go there; once it is done, any store prints it.",
    },
  },
  application_not_offered: {
    status: 409,
    zh: { title: "这项业务现在不能网上申请", next: "请选择其他业务，或到门店咨询。" },
    en: {
      title: "This cannot be applied for online now",
      next: "Choose something else, or ask in a store.",
    },
  },
  application_state: {
    status: 409,
    zh: { title: "申请现在是「{state}」，不能这样操作", next: "请刷新申请，按它现在的状态处理。" },
    en: {
      title: "The application is \"{state}\" now; this cannot be done with it",
      next: "Reload it and go on from its present state.",
    },
  },
  application_too_many_open: {
    status: 409,
    zh: { title: "最多同时有 {most} 个未办完的申请", next: "请先撤回不需要的申请。" },
    en: {
      title: "At most {most} applications may be open at once",
      next: "Withdraw those that you do not need.",
    },
  },
  application_answer_missing: {
    status: 400,
    zh: { title: "「{label}」没有填写", next: "请填写后再提交。" },
    en: { title: "\"{label}\" is not filled in", next: "Fill it in, then submit." },
  },
  application_answer_unfit: {
    status: 400,
    zh: { title: "「{label}」填写不正确", next: "请按提示重新填写。" },
    en: { title: "\"{label}\" cannot be what was written", next: "Write it again as it is asked." },
  },
  application_form_invalid: {
    status: 400,
    zh: { title: "表单不正确：{given}", next: "请检查字段的标识、选项和文书里的占位符。" },
    en: {
      title: "The form cannot be so: {given}",
      next: "Check the keys and choices of its fields and the placeholders of its document.",
    },
  },
  application_document_too_long: {
    status: 409,
    zh: { title: "文书超过一页", next: "请缩短办理结果或业务的文书模板。" },
    en: {
      title: "The document is longer than a page",
      next: "Shorten the result, or the product's template.",
    },
  },
  application_not_printed: {
    status: 404,
    zh: { title: "没有这次打印", next: "请先点「打印」，再取文件。" },
    en: { title: "There was no such print", next: "Print first, then fetch the file." },
  },
  application_forgotten: {
    status: 409,
    zh: { title: "申请资料已按期限删除", next: "如仍需要，请重新申请。" },
    en: {
      title: "What was written here is deleted, its time being over",
      next: "Apply again if it is still needed.",
    },
  },
  application_font_missing: {
    status: 503,
    zh: {
      title: "服务器没有中文字体，生成不了 PDF",
      next: "请在服务器安装字体（Debian：fonts-noto-cjk）。",
    },
    en: {
      title: "The server has no Chinese font, so no PDF can be made",
      next: "Install one on the server (Debian: fonts-noto-cjk).",
    },
  },
});
