import type { FastifyRequest } from "fastify";
import type { Context } from "#platform/context.ts";

/** What an order counts for now: returns are taken off. */
export interface StampOrder {
  readonly memberId: string | null;
  readonly storeId: string;
  readonly paidAt: Temporal.Instant | null;
  /** Paid and not paid back; minor units. */
  readonly netMinor: number;
  readonly goods: readonly {
    /** The product's category and those above it. */
    readonly categoryIds: readonly string[];
    /** Units that were not given back. */
    readonly quantity: number;
  }[];
}

export interface StampReward {
  readonly offerId: string;
  readonly memberId: string;
  readonly storeId: string | null;
  /** Given once for it. */
  readonly permanentKey: string;
}

type UrlOf = (request: FastifyRequest) => string;

interface StampPorts {
  /** The address that members' phones reach. */
  readonly url: UrlOf;
  /** Null: there is no such order. */
  readonly order: (ctx: Context, orderId: string) => Promise<StampOrder | null>;
  /** Gives a voucher of the offer by all of its limits; answers its id. */
  readonly reward: (ctx: Context, reward: StampReward) => Promise<string>;
}

let ports: StampPorts | undefined;

export function wireStamps(given: StampPorts): void {
  ports = given;
}

export function stampPorts(): StampPorts {
  if (!ports) throw new Error("wireStamps() has not been called.");
  return ports;
}
