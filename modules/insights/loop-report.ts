import { type Static, Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { decodeCursor, encodeCursor, pageLimit, pageQuery } from "#platform/paging.ts";
import { reactionProgress } from "#platform/reaction-state.ts";
import { countGroups, countTotal, type Grouping, groupings } from "./count-figures.ts";
import type { Figures } from "./figures.ts";
import { askedFilter, filterQuery } from "./filters.ts";
import { labelsOf } from "./labels.ts";

export const loopQuery = T.Object({
  ...filterQuery,
  groupBy: T.Optional(T.Union(groupings.map((name) => T.Literal(name)))),
  ...pageQuery,
});
export type LoopInput = Static<typeof loopQuery>;

export interface LoopRow {
  readonly key: string | null;
  readonly label: string;
  readonly labelEn: string;
  readonly figures: Figures;
}

/** How fresh the figures are: `behind` events are in the journal and not yet counted. */
export interface AsOf {
  readonly position: number;
  readonly behind: number;
  readonly at: number;
}

export async function asOf(ctx: Context): Promise<AsOf> {
  const { position, head } = await reactionProgress(ctx, "insights.facts");
  return { position, behind: Math.max(0, head - position), at: ctx.recordedAt.epochMilliseconds };
}

/** The funnel over a range of days, as one row and by one dimension. */
export async function loopReport(ctx: Context, input: LoopInput) {
  const filter = await askedFilter(ctx, "insights.read", input);
  const grouping: Grouping = input.groupBy ?? "none";
  const limit = pageLimit(input);
  const offset = Number(decodeCursor(input.cursor)?.[0] ?? 0);
  const figures = await countTotal(ctx, filter);
  const found =
    grouping === "none"
      ? []
      : await countGroups(ctx, filter, grouping, { offset, limit: limit + 1 });
  const groups = found.slice(0, limit);
  const labels = await labelsOf(ctx, grouping, groups.flatMap((group) => group.key ?? []));
  return {
    from: filter.from,
    to: filter.to,
    unitId: filter.unitId,
    groupBy: grouping,
    figures,
    rows: groups.map((group): LoopRow => ({ ...labels(group.key), ...group })),
    next: found.length > limit ? encodeCursor([offset + limit]) : null,
    asOf: await asOf(ctx),
  };
}
