import { Type as T } from "typebox";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, pageFrom, pageLimit, pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";
import { dayWindow } from "#platform/time.ts";
import { reconcile } from "./reconcile.ts";
import type { OrderTables } from "./tables.ts";

const tag = "orders";
const access = staff("orders.reconcile", "brand");

const NoticeSchema = T.Object({
  provider: T.String(),
  noticeId: T.String(),
  kind: T.String(),
  tradeNo: T.String(),
  amountMinor: Minor,
  currency: T.String(),
  outcome: T.String(),
  orderId: Nullable(Id),
  receivedAt: Millis,
});

interface NoticeQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

async function openNotices(ctx: Context, input: NoticeQuery) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  let query = tablesOf<OrderTables>(ctx)
    .selectFrom("orders.notices")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("settled_at", "is", null)
    .where("outcome", "in", ["unknown_trade", "amount_differs"])
    .orderBy("notice_id")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("notice_id", ">", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.notice_id]);
  const items = page.items.map((row) => ({
    provider: row.provider,
    noticeId: row.notice_id,
    kind: row.kind,
    tradeNo: row.trade_no,
    amountMinor: row.amount_minor,
    currency: row.currency,
    outcome: row.outcome,
    orderId: row.order_id,
    receivedAt: row.received_at.epochMilliseconds,
  }));
  return { items, next: page.next };
}

const notices = defineRoute({
  operationId: "listOpenNotices",
  method: "GET",
  path: "/api/:brand/payment-notices",
  tag,
  summary: { zh: "对不上的支付通知", en: "Payment notices that fit nothing" },
  access,
  query: T.Object(pageQuery),
  answer: pageOf(NoticeSchema),
  run: (ctx, { query }) => openNotices(ctx, query),
});

const settle = defineRoute({
  operationId: "closeNotice",
  method: "POST",
  path: "/api/:brand/payment-notices/:provider/:noticeId/settle",
  tag,
  summary: { zh: "标记通知已处理", en: "Say that a notice was dealt with" },
  access,
  params: T.Object({ provider: Text(40), noticeId: Text(64) }),
  errors: ["notice_not_found"],
  async run(ctx, { params: { provider, noticeId } }) {
    const { numUpdatedRows } = await tablesOf<OrderTables>(ctx)
      .updateTable("orders.notices")
      .set({ settled_at: ctx.now })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("provider", "=", provider)
      .where("notice_id", "=", noticeId)
      .where("settled_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw refuse("notice_not_found");
    await emit(ctx, "orders.notice_closed", { payload: { provider, noticeId } });
  },
});

const reconciling = defineRoute({
  operationId: "checkStatement",
  method: "POST",
  path: "/api/:brand/payment-statements/reconcile",
  tag,
  summary: { zh: "与支付渠道的对账单核对", en: "Compare a provider's statement with our books" },
  access,
  // It changes nothing.
  idempotent: "exempt",
  body: T.Object(
    {
      provider: Text(40),
      fromDay: Day,
      toDay: Day,
      statement: T.String({ maxLength: 20_000_000 }),
    },
    { additionalProperties: false },
  ),
  bodyLimit: 24_000_000,
  answer: T.Object({
    matched: T.Integer(),
    oursMinor: Minor,
    theirsMinor: Minor,
    differences: T.Array(
      T.Object({
        kind: T.String(),
        tradeNo: T.String(),
        what: T.String(),
        oursMinor: Nullable(Minor),
        theirsMinor: Nullable(Minor),
        orderId: Nullable(Id),
        ageDays: Nullable(T.Integer()),
      }),
    ),
  }),
  errors: ["payment_provider_unknown", "statement_unreadable"],
  async run(ctx, { body }) {
    const { provider, fromDay, toDay, statement } = body;
    const { from } = dayWindow(ctx, fromDay);
    const { to } = dayWindow(ctx, toDay);
    const found = await reconcile(ctx, { provider, from, to, statement });
    return { ...found, differences: [...found.differences] };
  },
});

export const moneyRoutes: readonly Route[] = [notices, settle, reconciling];
