import { Type as T } from "typebox";
import { Id, Millis, Minor, Nullable, Word } from "#platform/schema.ts";
import type { TopUpRefundsTable, TopUpsTable } from "./tables.ts";

export const TopUpSchema = T.Object({
  topUpId: Id,
  payMinor: Minor,
  bonusMinor: Minor,
  state: Word("started", "paid", "closed"),
  link: Nullable(T.String()),
  startedAt: Millis,
  endedAt: Nullable(Millis),
});

export const topUpView = (row: TopUpsTable) => ({
  topUpId: row.top_up_id,
  payMinor: row.pay_minor,
  bonusMinor: row.bonus_minor,
  state: row.state,
  link: row.state === "started" ? row.link : null,
  startedAt: row.started_at.epochMilliseconds,
  endedAt: row.ended_at?.epochMilliseconds ?? null,
});

export const RefundSchema = T.Object({
  refundId: Id,
  lotId: Id,
  amountMinor: Minor,
  state: Word("started", "done", "failed"),
  failure: Nullable(T.String()),
  atTill: T.Boolean(),
  startedAt: Millis,
  endedAt: Nullable(Millis),
});

export const refundView = (row: TopUpRefundsTable) => ({
  refundId: row.refund_id,
  lotId: row.lot_id,
  amountMinor: row.amount_minor,
  state: row.state,
  failure: row.failure,
  atTill: row.provider === "till",
  startedAt: row.started_at.epochMilliseconds,
  endedAt: row.ended_at?.epochMilliseconds ?? null,
});
