import { type RawBuilder, sql } from "kysely";
import { type Static, Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { Day, Id } from "#platform/schema.ts";
import { dayOf } from "#platform/time.ts";
import { permit, rootUnit, unitScope } from "#modules/organisation/index.ts";
import { underAny } from "./places.ts";

/** Two years, so that a year can be compared with the one before in one question. */
export const maxDays = 731;

/** An id, or "none" for what has none: rows without a name open too. */
const IdOrNone = T.Union([Id, T.Literal("none")]);

/** What every report and list of insights can be narrowed by; days are of the brand's zone. */
export const filterQuery = {
  from: T.Optional(Day),
  to: T.Optional(Day),
  unitId: T.Optional(Id),
  storeId: T.Optional(IdOrNone),
  channelId: T.Optional(IdOrNone),
  sourceCodeId: T.Optional(IdOrNone),
  campaignId: T.Optional(IdOrNone),
  offerId: T.Optional(IdOrNone),
};
const filterSchema = T.Object(filterQuery);
export type FilterInput = Static<typeof filterSchema>;

export interface Filter {
  readonly from: string;
  readonly to: string;
  /** Units whose facts are seen; null: the whole brand, with what happened nowhere known. */
  readonly units: readonly string[] | null;
  /** The unit whose children a report by unit shows. */
  readonly unitId: string;
  readonly input: FilterInput;
}

/** The asked days, by default the last thirty; both ends are inside. */
export function daysAsked(ctx: Context, input: FilterInput): { from: string; to: string } {
  const to = input.to ?? dayOf(ctx);
  const from = input.from ?? Temporal.PlainDate.from(to).subtract({ days: 29 }).toString();
  if (spanOf(from, to) < 1 || spanOf(from, to) > maxDays) {
    throw refuse("insights_range", { from, to, days: maxDays });
  }
  return { from, to };
}

/** Number of days from the first to the last, both inside; 0 when one is no day of the calendar. */
export function spanOf(from: string, to: string): number {
  try {
    const options = { overflow: "reject" } as const;
    const first = Temporal.PlainDate.from(from, options);
    return Temporal.PlainDate.from(to, options).since(first).days + 1;
  } catch {
    return 0;
  }
}

/** Narrows to what the caller may see: the asked unit, or all units of the caller's grants. */
export async function askedFilter(
  ctx: Context,
  capability: string,
  input: FilterInput,
): Promise<Filter> {
  const { from, to } = daysAsked(ctx, input);
  const root = await rootUnit(ctx);
  if (input.unitId) {
    await permit(ctx, capability, input.unitId);
    const units = input.unitId === root ? null : [input.unitId];
    return { from, to, units, unitId: input.unitId, input };
  }
  const granted = await unitScope(ctx, capability);
  const units = granted.includes(root) ? null : granted;
  return { from, to, units, unitId: units?.[0] ?? root, input };
}

const columns = {
  storeId: sql.ref("f.store_id"),
  channelId: sql.ref("f.channel_id"),
  sourceCodeId: sql.ref("f.source_code_id"),
  campaignId: sql.ref("f.campaign_id"),
  offerId: sql.ref("f.offer_id"),
} as const;

/** The condition over insights.facts, named f. */
export function filterSql(ctx: Context, filter: Filter): RawBuilder<boolean> {
  const parts = [
    sql`f.brand_id = ${ctx.brand.brandId}::uuid`,
    sql`f.day between ${filter.from}::date and ${filter.to}::date`,
  ];
  for (const [name, column] of Object.entries(columns)) {
    const value = filter.input[name as keyof typeof columns];
    if (value === "none") parts.push(sql`${column} is null`);
    else if (value) parts.push(sql`${column} = ${value}::uuid`);
  }
  if (filter.units) parts.push(underAny(filter.units));
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}
