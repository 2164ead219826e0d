import { unitNames } from "#modules/organisation/index.ts";
import { majorText } from "#packages/money/index.ts";
import { writeCsv } from "#packages/csv/index.ts";
import type { Context } from "#platform/context.ts";
import { listLines } from "./list-lines.ts";
import type { DebtsTable } from "./tables.ts";

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

async function linesOf(ctx: Context, period: string): Promise<DebtsTable[]> {
  const lines: DebtsTable[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await listLines(ctx, { period, cursor, limit: pageRows });
    lines.push(...items);
    if (!next) return lines;
    cursor = next;
  }
}

/**
 * The lines of a period as CSV, each with the event that it comes from. They are read whole before
 * they are sent: a slow reader must not hold a transaction open.
 */
export async function statementCsv(ctx: Context, period: string): Promise<AsyncIterable<string>> {
  const lines = await linesOf(ctx, period);
  const ids = new Set(lines.flatMap((one) => [one.debtor_unit_id, one.creditor_unit_id]));
  const en = ctx.lang === "en";
  const names = new Map(
    (await unitNames(ctx, [...ids])).map((one) => [
      one.unitId,
      en ? (one.nameEn ?? one.name) : one.name,
    ]),
  );
  const word = (of: keyof typeof words) => words[of][en ? 1 : 0];
  const rows = lines.map((line) => [
    line.occurred_at.toZonedDateTimeISO(ctx.brand.timeZone).toString({ smallestUnit: "second" }),
    names.get(line.debtor_unit_id) ?? line.debtor_unit_id,
    names.get(line.creditor_unit_id) ?? line.creditor_unit_id,
    word(line.kind),
    word(line.cause_kind),
    line.cause_id,
    line.offer_id ?? "",
    line.party ?? "",
    majorText(line.amount_minor, ctx.brand.currency),
    line.event_id,
  ]);
  return writeCsv(rows, { header: titles[ctx.lang], bom: true });
}
