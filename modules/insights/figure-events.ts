import { sql } from "kysely";
import { type Static, Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { assistedSql, daysOf, WithinDays } from "./assisted.ts";
import { decodeCursor, pageFrom, pageLimit, pageQuery } from "#platform/paging.ts";
import { type CountedName, counted, countedNames, quotients } from "./figures.ts";
import { askedFilter, filterQuery, filterSql } from "./filters.ts";
import { labelsOf } from "./labels.ts";

export const eventsQuery = T.Object({
  figure: T.String({ maxLength: 40 }),
  /** Of assistedOrders. */
  withinDays: WithinDays,
  /** Narrows a row of a report: its day. */
  ...filterQuery,
  ...pageQuery,
});

const assisted = "assistedOrders";

/** The condition of a figure; a quotient opens to what stands above and below its line. */
function conditionOf(figure: string): string {
  if (Object.hasOwn(counted, figure)) return counted[figure as CountedName].where;
  if (Object.hasOwn(quotients, figure)) {
    const { of, by } = quotients[figure as keyof typeof quotients];
    return `((${counted[of].where}) or (${counted[by].where}))`;
  }
  const known = [...countedNames, ...Object.keys(quotients), assisted].join(", ");
  throw refuse("insights_figure_unknown", { figure, known });
}

interface EventRow {
  readonly position: number;
  readonly event_id: string;
  readonly event_kind: string;
  readonly day: string;
  readonly occurred_at: Temporal.Instant;
  readonly recorded_at: Temporal.Instant | null;
  readonly unit_id: string | null;
  readonly channel_id: string | null;
  readonly source_code_id: string | null;
  readonly campaign_id: string | null;
  readonly offer_id: string | null;
  readonly member_id: string | null;
  readonly visitor_id: string | null;
  readonly amount: number | null;
  readonly bill_minor: number | null;
  readonly discount_minor: number | null;
  readonly new_member: boolean | null;
  readonly undone: boolean;
  readonly excluded_rule: string | null;
  readonly rule_version: number | null;
}

const label = (name: { label: string; labelEn: string }, id: string | null) =>
  id === null ? null : { id, ...name };

async function labelled(ctx: Context, rows: readonly EventRow[]) {
  const ids = (pick: (row: EventRow) => string | null) => rows.flatMap((row) => pick(row) ?? []);
  const unit = await labelsOf(ctx, "unit", ids((row) => row.unit_id));
  const channel = await labelsOf(ctx, "channel", ids((row) => row.channel_id));
  const code = await labelsOf(ctx, "source_code", ids((row) => row.source_code_id));
  const campaign = await labelsOf(ctx, "campaign", ids((row) => row.campaign_id));
  const offer = await labelsOf(ctx, "offer", ids((row) => row.offer_id));
  return rows.map((row) => ({
    position: row.position,
    eventId: row.event_id,
    kind: row.event_kind,
    day: row.day,
    occurredAt: row.occurred_at.epochMilliseconds,
    recordedAt: row.recorded_at?.epochMilliseconds ?? null,
    unit: label(unit(row.unit_id), row.unit_id),
    channel: label(channel(row.channel_id), row.channel_id),
    sourceCode: label(code(row.source_code_id), row.source_code_id),
    campaign: label(campaign(row.campaign_id), row.campaign_id),
    offer: label(offer(row.offer_id), row.offer_id),
    memberId: row.member_id,
    visitorId: row.visitor_id,
    visits: row.amount,
    billMinor: row.bill_minor,
    discountMinor: row.discount_minor,
    newMember: row.new_member,
    undone: row.undone,
    excludedRule: row.excluded_rule,
    ruleVersion: row.rule_version,
  }));
}

/** Which facts (f) a figure counts. Of an assisted order, which lies anywhere, the visit is. */
async function askedSql(ctx: Context, input: Static<typeof eventsQuery>) {
  const filter = await askedFilter(ctx, "insights.read", input);
  if (input.figure !== assisted) {
    return sql`${filterSql(ctx, filter)} and (${sql.raw(conditionOf(input.figure))})`;
  }
  const condition = await assistedSql(ctx, filter, daysOf(input.withinDays));
  const anywhere = { ...filter, units: null, input: {} };
  return sql`${filterSql(ctx, anywhere)} and ${condition}`;
}

/** The events behind one figure, in the order of the journal. */
export async function figureEvents(ctx: Context, input: Static<typeof eventsQuery>) {
  const asked = await askedSql(ctx, input);
  const limit = pageLimit(input);
  const after = Number(decodeCursor(input.cursor)?.[0] ?? 0);
  const { rows } = await sql<EventRow>`
    select f.position, f.event_id, f.event_kind, f.day, f.occurred_at, j.recorded_at, f.unit_id,
      f.channel_id, f.source_code_id, f.campaign_id, f.offer_id, f.member_id, f.visitor_id,
      f.amount, f.bill_minor, f.discount_minor, f.new_member, f.undone, f.excluded_rule,
      f.rule_version
    from insights.facts f
    left join platform.journal j on j.brand_id = f.brand_id and j.event_id = f.event_id
    where ${asked} and f.position > ${after}
    order by f.position limit ${limit + 1}`.execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.position]);
  return { items: await labelled(ctx, page.items), next: page.next };
}
