import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { reviewMembers } from "./review-members.ts";

interface Spent {
  readonly order_id: string;
  readonly member_id: string;
  readonly paid_at: string | null;
  readonly paid_minor: number;
  readonly returned_minor: number;
}

const number = (value: unknown): number => (typeof value === "number" ? value : 0);

/** What an event tells of an order: what its member gave in money and stored value, or got back. */
function spentIn(event: JournalEvent): Spent[] {
  const { memberId, payload, kind } = event;
  if (!memberId || typeof payload.orderId !== "string") return [];
  const minor = number(payload.moneyMinor) + number(payload.storedValueMinor);
  const paid = kind === "orders.paid_up";
  return [{
    order_id: payload.orderId,
    member_id: memberId,
    paid_at: paid ? event.occurredAt.toString() : null,
    paid_minor: paid ? minor : 0,
    returned_minor: paid ? 0 : minor,
  }];
}

/** One row an order: a statement must not touch a row twice. */
function perOrder(all: readonly Spent[]): Spent[] {
  const byOrder = new Map<string, Spent>();
  for (const one of all) {
    const before = byOrder.get(one.order_id);
    byOrder.set(one.order_id, before
      ? {
          ...before,
          paid_at: before.paid_at ?? one.paid_at,
          paid_minor: before.paid_minor + one.paid_minor,
          returned_minor: before.returned_minor + one.returned_minor,
        }
      : one);
  }
  return [...byOrder.values()];
}

async function handle(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  const spent = perOrder(events.flatMap(spentIn));
  if (spent.length === 0) return;
  await sql`
    insert into members.spending as s (brand_id, order_id, member_id, paid_at, paid_minor,
      returned_minor)
    select ${ctx.brand.brandId}::uuid, r.* from jsonb_to_recordset(
      ${JSON.stringify(spent)}::jsonb) as r(order_id uuid, member_id uuid, paid_at timestamptz,
      paid_minor bigint, returned_minor bigint)
    on conflict (brand_id, order_id) do update set
      paid_at = coalesce(s.paid_at, excluded.paid_at),
      paid_minor = s.paid_minor + excluded.paid_minor,
      returned_minor = s.returned_minor + excluded.returned_minor`.execute(ctx.tx);
  await reviewMembers(ctx, spent.map((one) => one.member_id));
}

/** Keeps what members spend, and raises or takes back their tiers by it. */
export const spendingReaction: Reaction = {
  name: "members.spending",
  kinds: ["orders.paid_up", "orders.refund_started"],
  ordered: true,
  handle,
};
