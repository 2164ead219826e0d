import { sql } from "kysely";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { Nullable } from "#platform/schema.ts";
import { dayOf, dayWindow } from "#platform/time.ts";
import { inReach, lowStars } from "./list-reviews.ts";

const Median = Nullable(T.Integer({ description: "seconds to the first reply; null: none yet" }));

export const FiguresSchema = T.Object({
  reviews: T.Integer(),
  mean: Nullable(T.Integer({ description: "in hundredths of a star" })),
  answered: T.Integer(),
  medianAnswer: Median,
  low: T.Integer({ description: "one or two stars" }),
  lowAnswered: T.Integer(),
  lowMedianAnswer: Median,
  solved: T.Integer({ description: "the member says so" }),
  unsolved: T.Integer(),
  hidden: T.Integer({ description: "their stars count in all figures" }),
});

interface Figures {
  readonly reviews: number;
  readonly mean: number | null;
  readonly answered: number;
  readonly medianAnswer: number | null;
  readonly low: number;
  readonly lowAnswered: number;
  readonly lowMedianAnswer: number | null;
  readonly solved: number;
  readonly unsolved: number;
  readonly hidden: number;
}

export interface FiguresInput {
  readonly storeId?: string | undefined;
  /** As many days of the brand's zone, today the last. */
  readonly days: number;
}

/** How reviews of these days were answered: of a store, or of all that the actor works for. */
export async function reviewFigures(ctx: Context, input: FiguresInput): Promise<Figures> {
  const today = Temporal.PlainDate.from(dayOf(ctx, ctx.now));
  const { from } = dayWindow(ctx, today.subtract({ days: input.days - 1 }).toString());
  const { to } = dayWindow(ctx, today.toString());
  const median = sql`percentile_cont(0.5) within group (
    order by greatest(0, extract(epoch from r.first_answer_at - r.wrote_at)))`;
  const { rows } = await sql<Figures>`
    select count(*)::int as reviews, round(avg(r.stars) * 100)::int as mean,
      count(r.first_answer_at)::int as answered,
      round((${median} filter (where r.first_answer_at is not null))::numeric)::int
        as "medianAnswer",
      (count(*) filter (where r.stars <= ${lowStars}))::int as low,
      (count(r.first_answer_at) filter (where r.stars <= ${lowStars}))::int as "lowAnswered",
      round((${median} filter (where r.first_answer_at is not null
        and r.stars <= ${lowStars}))::numeric)::int as "lowMedianAnswer",
      (count(*) filter (where r.outcome = 'solved'))::int as solved,
      (count(*) filter (where r.outcome = 'unsolved'))::int as unsolved,
      count(r.hidden_reason)::int as hidden
    from reviews.reviews r
    where r.brand_id = ${ctx.brand.brandId} and r.wrote_at >= ${from} and r.wrote_at < ${to}
      and ${await inReach(ctx, input.storeId)}`.execute(ctx.tx);
  const [figures] = rows;
  if (!figures) throw new Error("an aggregate answers one row");
  return figures;
}
