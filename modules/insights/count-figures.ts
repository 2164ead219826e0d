import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import {
  type CountedName,
  type Counts,
  columnOf,
  countedNames,
  type Figures,
  figuresFrom,
} from "./figures.ts";
import { type Filter, filterSql } from "./filters.ts";
import { childOf } from "./places.ts";

export const groupings = [
  "none",
  "day",
  "unit",
  "store",
  "channel",
  "source_code",
  "campaign",
  "offer",
] as const;
export type Grouping = (typeof groupings)[number];

export interface GroupFigures {
  /** An id, or a day; null: the events name none. */
  readonly key: string | null;
  readonly figures: Figures;
}

function keyOf(grouping: Grouping, filter: Filter): RawBuilder<string | null> {
  switch (grouping) {
    case "none":
      return sql`null::text`;
    case "day":
      return sql`f.day::text`;
    case "unit":
      return sql`${childOf(filter.unitId)}::text`;
    default:
      return sql`${sql.ref(`f.${grouping}_id`)}::text`;
  }
}

const columns = sql.raw(countedNames.map((name) => columnOf(name)).join(",\n"));

type Row = { [Name in CountedName]: number | null } & { key: string | null };

function groupOf({ key, ...counts }: Row): GroupFigures {
  return { key, figures: figuresFrom(counts as Counts) };
}

/** All figures over the filter as one row. */
export async function countTotal(ctx: Context, filter: Filter): Promise<Figures> {
  const { rows } = await sql<Row>`select null as key, ${columns} from insights.facts f
    where ${filterSql(ctx, filter)}`.execute(ctx.tx);
  if (!rows[0]) throw new Error("an aggregate answers one row");
  return groupOf(rows[0]).figures;
}

export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** Figures by group: days in order, others by redemptions, claims and valid visits. */
export async function countGroups(
  ctx: Context,
  filter: Filter,
  grouping: Grouping,
  slice: Slice,
): Promise<GroupFigures[]> {
  const order =
    grouping === "day"
      ? sql`key`
      : sql`"redemptions" desc, "claims" desc, "valid" desc, "reached" desc, key nulls last`;
  const { rows } = await sql<Row>`
    with f as (select f.*, ${keyOf(grouping, filter)} as key from insights.facts f
      where ${filterSql(ctx, filter)})
    select f.key, ${columns} from f group by f.key
    order by ${order} limit ${slice.limit} offset ${slice.offset}`.execute(ctx.tx);
  return rows.map(groupOf);
}
