import { Readable } from "node:stream";
import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { closePeriod } from "./close-period.ts";
import { listLines } from "./list-lines.ts";
import { listStatements } from "./list-statements.ts";
import { markPaid } from "./mark-paid.ts";
import { namesOf } from "./names.ts";
import { statementCsv } from "./statement-csv.ts";
import { statementOf } from "./statement.ts";

const tag = "settlement";
const path = "/api/:brand/clearing";
const Period = T.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])$" });
const params = T.Object({ period: Period });
const Unit = T.Object({ unitId: Id, name: T.String(), nameEn: Nullable(T.String()) });
const kind = Word("offer", "stored_value", "points");

const BriefSchema = T.Object({
  period: Period,
  lines: T.Integer(),
  units: T.Integer(),
  grossMinor: Minor,
  closedAt: Nullable(Millis),
  payments: T.Integer(),
  paid: T.Integer(),
});

const StatementSchema = T.Object({
  period: Period,
  closedAt: Nullable(Millis),
  units: T.Array(T.Object({
    unit: Unit,
    owedMinor: Minor,
    owesMinor: Minor,
    netMinor: T.Integer({ description: "positive: it is paid; all sum to zero" }),
  })),
  pairs: T.Array(T.Object({
    from: Unit,
    to: Unit,
    kind,
    lines: T.Integer(),
    amountMinor: Minor,
  })),
  payments: T.Array(T.Object({
    paymentId: Nullable(Id),
    from: Unit,
    to: Unit,
    amountMinor: Minor,
    paidAt: Nullable(Millis),
    note: Nullable(T.String()),
  })),
});

const LineSchema = T.Object({
  debtId: Id,
  eventId: Id,
  kind,
  causeKind: Word("redemption", "order", "refund"),
  causeId: Id,
  offerId: Nullable(T.String()),
  party: Nullable(T.String()),
  from: Unit,
  to: Unit,
  amountMinor: T.Integer({ description: "negative: it takes back" }),
  occurredAt: Millis,
});

const list = defineRoute({
  operationId: "listStatements",
  method: "GET",
  path: `${path}/statements`,
  tag,
  summary: { zh: "结算单列表（按月）", en: "Clearing statements, newest month first" },
  access: staff("ledger.read", "brand"),
  query: T.Object(pageQuery),
  answer: pageOf(BriefSchema),
  async run(ctx, { query }) {
    const { items, next } = await listStatements(ctx, query);
    const shown = items.map((one) => ({
      ...one,
      closedAt: one.closedAt?.epochMilliseconds ?? null,
    }));
    return { items: shown, next };
  },
});

const get = defineRoute({
  operationId: "getStatement",
  method: "GET",
  path: `${path}/statements/:period`,
  tag,
  summary: { zh: "一期结算单：谁应付谁", en: "One statement: who pays whom" },
  access: staff("ledger.read", "brand"),
  params,
  answer: StatementSchema,
  async run(ctx, { params: { period } }) {
    const said = await statementOf(ctx, period);
    const name = await namesOf(ctx, said.units.map(({ unitId }) => unitId));
    const ends = <One extends { fromUnitId: string; toUnitId: string }>(one: One) => {
      const { fromUnitId, toUnitId, ...rest } = one;
      return { ...rest, from: name(fromUnitId), to: name(toUnitId) };
    };
    return {
      period,
      closedAt: said.closedAt?.epochMilliseconds ?? null,
      units: said.units.map(({ unitId, ...rest }) => ({ ...rest, unit: name(unitId) })),
      pairs: said.pairs.map(ends),
      payments: said.payments.map((one) => ({
        ...ends(one),
        paidAt: one.paidAt?.epochMilliseconds ?? null,
      })),
    };
  },
});

const lines = defineRoute({
  operationId: "listClearingLines",
  method: "GET",
  path: `${path}/statements/:period/lines`,
  tag,
  summary: { zh: "结算明细，可追到事件", en: "The lines of a period, each with its event" },
  access: staff("ledger.read", "brand"),
  params,
  query: T.Object({ ...pageQuery, from: T.Optional(Id), to: T.Optional(Id) }),
  answer: pageOf(LineSchema),
  async run(ctx, { params: { period }, query }) {
    const { items, next } = await listLines(ctx, { period, ...query });
    const ids = items.flatMap((one) => [one.debtor_unit_id, one.creditor_unit_id]);
    const name = await namesOf(ctx, ids);
    const shown = items.map((one) => ({
      debtId: one.debt_id,
      eventId: one.event_id,
      kind: one.kind,
      causeKind: one.cause_kind,
      causeId: one.cause_id,
      offerId: one.offer_id,
      party: one.party,
      from: name(one.debtor_unit_id),
      to: name(one.creditor_unit_id),
      amountMinor: one.amount_minor,
      occurredAt: one.occurred_at.epochMilliseconds,
    }));
    return { items: shown, next };
  },
});

const csv = defineRoute({
  operationId: "downloadStatement",
  method: "GET",
  path: `${path}/statements/:period/lines.csv`,
  tag,
  summary: { zh: "下载结算明细", en: "The lines of a period as CSV" },
  access: staff("ledger.read", "brand"),
  params,
  raw: true,
  transaction: "none",
  async run(ctx, { params: { period }, reply }) {
    const text = statementCsv(ctx, period);
    reply.header("content-disposition", `attachment; filename="clearing-${period}.csv"`);
    await reply.type("text/csv; charset=utf-8").send(Readable.from(text));
  },
});

const close = defineRoute({
  operationId: "closePeriod",
  method: "POST",
  path: `${path}/statements/:period/close`,
  tag,
  summary: { zh: "结账：固定这一期", en: "Close a period: its statement is fixed" },
  access: staff("settlement.close", "brand"),
  params,
  errors: ["period_not_over", "period_closed", "period_before_open"],
  run: (ctx, { params: { period } }) => closePeriod(ctx, period),
});

const pay = defineRoute({
  operationId: "markClearingPaid",
  method: "POST",
  path: `${path}/payments/:paymentId/paid`,
  tag,
  summary: { zh: "标记一笔结算款已付", en: "Mark a payment between units as made" },
  access: staff("settlement.close", "brand"),
  params: T.Object({ paymentId: Id }),
  body: T.Object({ note: T.Optional(Nullable(Text(200))) }, { additionalProperties: false }),
  errors: ["clearing_payment_not_found"],
  async run(ctx, { params: { paymentId }, body }) {
    await markPaid(ctx, paymentId, body.note?.trim() || null);
  },
});

export const settlementRoutes: readonly Route[] = [list, get, lines, csv, close, pay];
