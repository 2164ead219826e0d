import type { FastifyInstance, FastifyRequest } from "fastify";
import type { PaymentSimulator, Trade } from "#integrations/payment-simulator/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { escapeHtml } from "./html.ts";

const words = {
  zh: {
    title: "模拟支付",
    lead: "这不是真的收银台：不会动用任何钱。",
    pay: "确认支付",
    back: "返回订单",
    closed: "这笔支付已关闭",
    paid: "已支付",
  },
  en: {
    title: "Simulated payment",
    lead: "This is no real cashier: no money moves.",
    pay: "Pay",
    back: "Back to the order",
    closed: "This payment is closed",
    paid: "Paid",
  },
} as const;

function bodyOf(trade: Trade, payable: boolean): string {
  const told = words[trade.lang];
  const state = trade.state === "paid" ? told.paid : told.closed;
  const button = `<form method="post"><button>${told.pay}</button></form>`;
  return `<h1>${told.title}</h1><p>${told.lead}</p><p>${escapeHtml(trade.subject)}</p>
<p><strong>${formatMinor(trade.amountMinor, trade.currency, trade.lang)}</strong></p>
${payable ? button : `<p>${state}</p>`}
<p><a href="${escapeHtml(trade.returnUrl)}">${told.back}</a></p>`;
}

function page(trade: Trade, payable: boolean): string {
  const { title } = words[trade.lang];
  return `<!doctype html><html lang="${trade.lang === "zh" ? "zh-CN" : "en"}"><head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" /><title>${title}</title>
<link rel="icon" href="/icon.svg" /><link rel="stylesheet" href="/plain.css" /></head>
<body><main>${bodyOf(trade, payable)}</main></body></html>`;
}

const tradeNoOf = ({ params }: FastifyRequest): string => (params as { tradeNo: string }).tradeNo;

/** The page on which a person pays where a real provider would show its own. */
export function registerPaySimulator(
  fastify: FastifyInstance,
  simulator: PaymentSimulator,
  now: () => number,
): void {
  // A scope of its own: no other route takes what a form sends.
  fastify.register(async (scope) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "buffer" },
      (_request, _body, done) => done(null, null),
    );
    mount(scope, simulator, now);
  });
}

function mount(scope: FastifyInstance, simulator: PaymentSimulator, now: () => number): void {
  const url = "/pay-simulator/:tradeNo";
  scope.get(url, { config: { access: { kind: "public" } } }, (request, reply) => {
    const trade = simulator.trade(tradeNoOf(request));
    if (!trade) return reply.callNotFound();
    const payable = trade.state === "open" && now() < trade.untilMs;
    return reply.type("text/html; charset=utf-8").send(page(trade, payable));
  });
  scope.post(url, { config: { access: { kind: "public" } } }, (request, reply) => {
    const trade = simulator.trade(tradeNoOf(request));
    if (!trade) return reply.callNotFound();
    simulator.pay(trade.tradeNo);
    return reply.redirect(trade.returnUrl, 303);
  });
}
