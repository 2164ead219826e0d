import { defineErrors } from "#platform/errors.ts";

defineErrors("wallet", {
  stored_value_too_low: {
    status: 409,
    zh: { title: "储值余额不足，现有 {left}", next: "请减少储值支付的金额，其余用其他方式支付，或先充值。" },
    en: {
      title: "The stored value is too low; there is {left}",
      next: "Pay less of it by stored value and the rest otherwise, or top up first.",
    },
  },
  stored_value_blocked: {
    status: 409,
    zh: { title: "储值卡已挂失，暂时不能使用", next: "余额不受影响。请由门店或客服核实身份后补卡。" },
    en: {
      title: "The stored-value card is reported lost and blocked",
      next: "The balance is safe. A store or the service replaces the card after a check.",
    },
  },
  stored_value_off: {
    status: 409,
    zh: { title: "现在不能充值", next: "已有余额仍可使用和退款；充值开放时间请咨询门店。" },
    en: {
      title: "No top-ups are taken now",
      next: "What is on the card can be spent and refunded; ask the store about top-ups.",
    },
  },
  stored_value_over_most: {
    status: 409,
    zh: { title: "储值本金最多 {most}，还可充 {room}", next: "请选择较小的充值金额，或先使用余额。" },
    en: {
      title: "A card holds at most {most} of principal; {room} more fits",
      next: "Choose a smaller top-up, or spend some first.",
    },
  },
  top_up_not_offered: {
    status: 409,
    zh: { title: "没有这一档充值", next: "请刷新页面，按现在的档位充值。" },
    en: { title: "This top-up is not offered", next: "Reload and choose one of those shown." },
  },
  top_up_not_found: {
    status: 404,
    zh: { title: "没有找到这笔充值", next: "请刷新充值记录后重试。" },
    en: { title: "There is no such top-up", next: "Reload the list of top-ups." },
  },
  top_up_not_refundable: {
    status: 409,
    zh: { title: "这笔充值没有可退的本金", next: "已消费的本金不退；超过七日的按门店公示的规则办理。" },
    en: {
      title: "Nothing of this top-up can be refunded",
      next: "Spent principal is not paid back; after seven days the brand's own rule holds.",
    },
  },
  top_up_refund_differs: {
    status: 409,
    zh: { title: "可退金额刚刚有变化", next: "请刷新后核对新的金额，再确认退款。" },
    en: {
      title: "The amount to refund has just changed",
      next: "Reload, look at the new amount and confirm again.",
    },
  },
  contract_not_accepted: {
    status: 409,
    zh: { title: "请先阅读并同意当前的储值协议", next: "协议有更新时需要重新同意。请刷新后再充值。" },
    en: {
      title: "The present contract has to be read and accepted first",
      next: "A new version has to be accepted again. Reload, then top up.",
    },
  },
  stored_settings_refused: {
    status: 422,
    zh: {
      title: "储值设置不符合规定（{field}，界限 {most}）",
      next: "记名卡本金不超过 5000 元；档位不重复且不超过上限；停业公告至少提前 30 天。",
    },
    en: {
      title: "The settings are not allowed ({field}, limit {most})",
      next:
        "A card holds at most 5,000 yuan, top-ups differ and stay below it, a closure is told " +
        "30 days before.",
    },
  },
  stored_card_not_found: {
    status: 404,
    zh: { title: "还没有储值卡", next: "第一次充值后会自动开卡。" },
    en: { title: "There is no stored-value card yet", next: "The first top-up makes one." },
  },
  stored_value_left: {
    status: 409,
    zh: {
      title: "储值里还有本金 {left}，不能注销",
      next: "请先在“我的储值”退款，或用完余额；退款后即可注销。",
    },
    en: {
      title: "There is still {left} of principal: the account cannot be erased",
      next: "Refund it on the stored-value page or spend it; then erase.",
    },
  },
});
