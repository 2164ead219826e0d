import type { FastifyInstance } from "fastify";
import {
  type PaymentSimulator, paymentSimulator, type Sent, simulatorFolder,
} from "#integrations/payment-simulator/index.ts";
import { wirePayments } from "#modules/orders/index.ts";

export interface Payments {
  readonly simulator: PaymentSimulator;
  /** Notices of the simulator come in through this server's own routes. */
  takeNoticesBy(fastify: FastifyInstance): void;
}

interface Choice {
  readonly dataDir: string;
  /** Own brands pay with the simulator too: a trial. */
  readonly simulator: boolean;
  readonly now: () => Temporal.Instant;
}

async function deliver(fastify: FastifyInstance, { url, headers, body }: Sent): Promise<void> {
  const answer = await fastify.inject({
    method: "POST",
    url: new URL(url).pathname,
    headers: { "content-type": "application/json", ...headers },
    payload: body,
  });
  if (answer.statusCode >= 300) throw new Error(`the notice was answered ${answer.statusCode}`);
}

/** Made-up brands pay with the simulator; others only where the operator asked for it. */
export function setUpPayments({ dataDir, simulator: everywhere, now }: Choice): Payments {
  let door: FastifyInstance | null = null;
  const simulator = paymentSimulator({
    folder: simulatorFolder(dataDir),
    now: () => now().epochMilliseconds,
    deliver: async (sent) => {
      if (!door) throw new Error("the server is not up yet");
      await deliver(door, sent);
    },
  });
  wirePayments((brand) => (brand.sample || everywhere ? [simulator.provider] : []));
  return {
    simulator,
    takeNoticesBy(fastify) {
      door = fastify;
    },
  };
}
