import type { Lang } from "#platform/context.ts";
import type { OrderState, Step } from "./states.ts";

const states: Readonly<Record<OrderState, Readonly<Record<Lang, string>>>> = {
  awaiting_payment: { zh: "待付款", en: "waiting for payment" },
  awaiting_balance: { zh: "已付定金，待付尾款", en: "deposit paid, waiting for the balance" },
  confirmed: { zh: "已下单，到店付款", en: "confirmed, paid at the store" },
  owed: { zh: "已交付，待收款", en: "handed over, not paid yet" },
  paid: { zh: "已付款", en: "paid" },
  handed_over: { zh: "已交付", en: "handed over" },
  accepted: { zh: "已验收", en: "accepted" },
  cancelled: { zh: "已取消", en: "cancelled" },
  expired: { zh: "超时未付", en: "not paid in time" },
  returned: { zh: "已全部退回", en: "returned" },
};

const steps: Readonly<Record<Step, Readonly<Record<Lang, string>>>> = {
  pay: { zh: "付款", en: "paid" },
  pay_deposit: { zh: "付定金", en: "paid its deposit" },
  hand_over: { zh: "交付", en: "handed over" },
  undo_hand_over: { zh: "撤销交付", en: "taken back" },
  accept: { zh: "验收", en: "accepted" },
  accept_by_time: { zh: "到期验收", en: "accepted by time" },
  cancel: { zh: "取消", en: "cancelled" },
  expire: { zh: "超时关闭", en: "closed for want of payment" },
  return_all: { zh: "全部退回", en: "returned" },
};

export const stateWord = (state: OrderState, lang: Lang): string => states[state][lang];
export const stepWord = (step: Step, lang: Lang): string => steps[step][lang];
