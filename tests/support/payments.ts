import { paymentSimulator, type Sent } from "#integrations/payment-simulator/index.ts";
import { type PaymentProvider, wirePayments } from "#modules/orders/index.ts";
import type { TestApp } from "./app.ts";

export { paymentSimulator, type Sent };

/** A provider whose notices are caught; each test delivers them as badly as it likes. */
export function caughtNotices(app: TestApp, folder: string, more: Partial<PaymentProvider> = {}) {
  const notices: Sent[] = [];
  const simulator = paymentSimulator({
    folder,
    nasty: { delayMs: [0, 0], repeats: 0, loses: 0, forges: 0 },
    deliver: async (sent) => void notices.push(sent),
  });
  wirePayments(() => [{ ...simulator.provider, ...more }]);
  const deliver = ({ url, headers, body }: Sent) =>
    app.fastify.inject({
      method: "POST",
      url: new URL(url).pathname,
      headers: { "content-type": "application/json", ...headers },
      payload: body,
    });
  return { simulator, notices, deliver };
}
