import { defineErrors } from "#platform/errors.ts";

defineErrors("care", {
  care_task_not_found: {
    status: 404,
    zh: { title: "没有这项关怀任务", next: "请刷新列表后再试。" },
    en: { title: "There is no such care task", next: "Reload the list." },
  },
  care_task_over: {
    status: 409,
    zh: { title: "这项关怀任务已经结束", next: "交易已退回或任务已处理，请刷新查看。" },
    en: {
      title: "This care task is over",
      next: "The goods came back, or it was dealt with already. Reload.",
    },
  },
  care_answer_only_member: {
    status: 409,
    zh: { title: "会员反映有问题，不能跳过", next: "解决后标记完成，由会员确认。" },
    en: {
      title: "The member told of a problem, so it cannot be skipped",
      next: "Mark it done when it is solved; the member then confirms.",
    },
  },
  care_template_unknown: {
    status: 400,
    zh: { title: "没有这个行业模板", next: "请从列表里选择行业。" },
    en: { title: "There is no such trade", next: "Choose one of the list." },
  },
  care_step_unknown: {
    status: 400,
    zh: { title: "模板里没有步骤 {step}", next: "请刷新后重试；新增自有步骤时不要填步骤编号。" },
    en: {
      title: "The template has no step {step}",
      next: "Reload and try again; a step of your own is added without a key.",
    },
  },
  care_steps_many: {
    status: 400,
    zh: { title: "步骤太多，最多 {most} 个", next: "请停用或删除几个步骤。" },
    en: { title: "Too many steps: {most} at most", next: "Switch some off or remove some." },
  },
  care_no_step: {
    status: 400,
    zh: { title: "至少启用一个步骤", next: "没有步骤就没有“合格成交”。" },
    en: { title: "Keep at least one step", next: "Without a step nothing closes as qualified." },
  },
});
