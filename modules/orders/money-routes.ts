import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";
import { dayWindow } from "#platform/time.ts";
import { closeNotice } from "./close-notice.ts";
import { fetchStatement } from "./fetch-statement.ts";
import { listOpenNotices } from "./list-open-notices.ts";
import { reconcile } from "./reconcile.ts";

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

const notices = defineRoute({
  operationId: "listOpenNotices",
  method: "GET",
  path: "/api/:brand/payment-notices",
  tag,
  summary: { zh: "对不上的支付通知", en: "Payment notices that fit nothing" },
  access,
  query: T.Object(pageQuery),
  answer: pageOf(NoticeSchema),
  run: (ctx, { query }) => listOpenNotices(ctx, query),
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
  run: (ctx, { params: { provider, noticeId } }) => closeNotice(ctx, provider, noticeId),
});

const statement = defineRoute({
  operationId: "downloadPaymentStatement",
  method: "GET",
  path: "/api/:brand/payment-statements/:provider",
  tag,
  summary: { zh: "下载支付渠道的对账单", en: "The provider's statement of some days, as a file" },
  access,
  params: T.Object({ provider: Text(40) }),
  query: T.Object({ fromDay: Day, toDay: Day }),
  raw: true,
  errors: ["payment_provider_unknown", "payment_unavailable"],
  async run(ctx, { params: { provider }, query: { fromDay, toDay }, reply }) {
    const text = await fetchStatement(ctx, { provider, fromDay, toDay });
    const name = `${provider}-${fromDay}-${toDay}.csv`;
    reply.header("content-disposition", `attachment; filename="${name}"`);
    reply.header("cache-control", "no-store");
    await reply.type("text/csv; charset=utf-8").send(text);
  },
});

const reconciling = defineRoute({
  operationId: "checkStatement",
  method: "POST",
  path: "/api/:brand/payment-statements/reconcile",
  tag,
  summary: {
    zh: "与支付渠道的对账单核对，记下手续费",
    en: "Compare a provider's statement with our books, and book its fees",
  },
  access,
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
    fees: T.Object({ feesMinor: Minor, newMinor: Minor, newLines: T.Integer() }),
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
  errors: ["payment_provider_unknown", "statement_unreadable", "statement_too_long"],
  async run(ctx, { body }) {
    const { provider, fromDay, toDay, statement } = body;
    const { from } = dayWindow(ctx, fromDay);
    const { to } = dayWindow(ctx, toDay);
    const found = await reconcile(ctx, { provider, from, to, statement });
    return { ...found, differences: [...found.differences] };
  },
});

export const moneyRoutes: readonly Route[] = [notices, settle, statement, reconciling];
