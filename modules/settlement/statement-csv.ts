import { majorText } from "#packages/money/index.ts";
import { writeCsv } from "#packages/csv/index.ts";
import type { Context } from "#platform/context.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { listLines } from "./list-lines.ts";
import { namesOf } from "./names.ts";

const pageRows = 200;

const words = {
  offer: ["优惠", "offer"],
  stored_value: ["储值", "stored value"],
  points: ["积分", "points"],
  redemption: ["核销", "redemption"],
  order: ["订单", "order"],
  refund: ["储值退款", "top-up paid back"],
} as const;

const titles = {
  zh: ["时间", "应付单位", "应收单位", "类别", "来源", "来源编号", "优惠编号", "承担方", "金额", "事件编号"],
  en: [
    "Time", "Owes", "Is owed", "Kind", "Cause", "Cause id", "Offer id", "Party", "Amount",
    "Event id",
  ],
};

type Line = readonly (string | number)[];

/** A page of lines as cells, in a transaction that is over before they are sent. */
async function pageOf(ctx: Context, period: string, cursor: string | undefined) {
  const { items, next } = await listLines(ctx, { period, cursor, limit: pageRows });
  const name = await namesOf(
    ctx,
    items.flatMap((one) => [one.debtor_unit_id, one.creditor_unit_id]),
  );
  const at = ctx.lang === "en" ? 1 : 0;
  const named = (unitId: string) => {
    const unit = name(unitId);
    return at === 1 ? (unit.nameEn ?? unit.name) : unit.name;
  };
  const rows = items.map((line): Line => [
    line.occurred_at.toZonedDateTimeISO(ctx.brand.timeZone)
      .toString({ smallestUnit: "second", timeZoneName: "never" }),
    named(line.debtor_unit_id),
    named(line.creditor_unit_id),
    words[line.kind][at],
    words[line.cause_kind][at],
    line.cause_id,
    line.offer_id ?? "",
    line.party ?? "",
    majorText(line.amount_minor, ctx.brand.currency),
    line.event_id,
  ]);
  return { rows, next };
}

async function* linesOf(ctx: Omit<Context, "tx">, period: string): AsyncGenerator<Line, void> {
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await ownTransaction(ctx, (own) => pageOf(own, period, cursor));
    yield* rows;
    if (!next) return;
    cursor = next;
  }
}

/**
 * The lines of a period as CSV, newest first, each with the event that it comes from. They are read
 * page by page while they are sent: a month of any size needs the memory of one page, and a slow
 * reader holds no transaction open. What is added meanwhile is in the next download.
 */
export const statementCsv = (ctx: Omit<Context, "tx">, period: string): AsyncIterable<string> =>
  writeCsv(linesOf(ctx, period), { header: titles[ctx.lang], bom: true });
