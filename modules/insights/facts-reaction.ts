import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { plainArray } from "#platform/db/lists.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { bindingKinds, countedKinds, type Fact, readEvent } from "./read-event.ts";
import { followUnits, placeKinds } from "./places.ts";
import { judgeOrders, judgeVisits } from "./judge-visits.ts";
import { versionOf } from "./rules.ts";

type Cell = string | number | boolean | null;

interface Column {
  readonly name: keyof Fact;
  readonly type: string;
  /** By its own name each: one look-up by any name would be most of what a fact costs. */
  readonly of: (fact: Fact) => Cell;
}

const columns: readonly Column[] = [
  { name: "event_id", type: "uuid", of: (fact) => fact.event_id },
  { name: "position", type: "bigint", of: (fact) => fact.position },
  { name: "event_kind", type: "text", of: (fact) => fact.event_kind },
  { name: "kind", type: "text", of: (fact) => fact.kind },
  { name: "day", type: "date", of: (fact) => fact.day },
  { name: "occurred_at", type: "timestamptz", of: (fact) => fact.occurred_at },
  { name: "unit_id", type: "uuid", of: (fact) => fact.unit_id },
  { name: "channel_id", type: "uuid", of: (fact) => fact.channel_id },
  { name: "source_code_id", type: "uuid", of: (fact) => fact.source_code_id },
  { name: "campaign_id", type: "uuid", of: (fact) => fact.campaign_id },
  { name: "offer_id", type: "uuid", of: (fact) => fact.offer_id },
  { name: "member_id", type: "uuid", of: (fact) => fact.member_id },
  { name: "visitor_id", type: "text", of: (fact) => fact.visitor_id },
  { name: "subject_id", type: "uuid", of: (fact) => fact.subject_id },
  { name: "amount", type: "bigint", of: (fact) => fact.amount },
  { name: "new_member", type: "boolean", of: (fact) => fact.new_member },
  { name: "bill_minor", type: "bigint", of: (fact) => fact.bill_minor },
  { name: "discount_minor", type: "bigint", of: (fact) => fact.discount_minor },
  { name: "bot", type: "boolean", of: (fact) => fact.bot },
  { name: "staff", type: "boolean", of: (fact) => fact.staff },
];
const columnNames = sql.join(columns.map(({ name }) => sql.ref(name)));

/**
 * Column by column: a third of what rows of JSON cost PostgreSQL. An act whose undo the journal
 * numbered first is undone from the start; a booking may be reached again after it was not.
 */
async function insertFacts(ctx: Context, facts: readonly Fact[]): Promise<void> {
  const values = columns.map(({ name, type, of }) => {
    const column = facts.map(of);
    // Only a visitor's name may hold what an array must escape.
    const list = name === "visitor_id" ? column : plainArray(column);
    return sql`${list}::${sql.raw(type)}[]`;
  });
  const { brandId } = ctx.brand;
  await sql`/* kept */
    insert into insights.facts (brand_id, ${columnNames}, store_id, undone)
    select ${brandId}::uuid, r.*,
      (select p.unit_id from insights.places p where p.brand_id = ${brandId}
        and p.unit_id = r.unit_id and p.kind = 'store' limit 1),
      r.kind in ('redemption', 'hand_over') and exists (select 1 from insights.facts u
        where u.brand_id = ${brandId} and u.subject_id = r.subject_id and u.kind = 'undo')
    from unnest(${sql.join(values)}) as r (${columnNames})
    on conflict do nothing`.execute(ctx.tx);
}

/** The first member that a visitor turns out to be stays; answers the visitors newly known. */
async function bindVisitors(ctx: Context, events: readonly JournalEvent[]): Promise<string[]> {
  const bound = events.filter((event) => event.memberId && event.payload.visitorId);
  if (bound.length === 0) return [];
  const { rows } = await sql<{ visitor_id: string }>`
    insert into insights.visitors (brand_id, visitor_id, member_id)
    select distinct on (r.visitor_id) ${ctx.brand.brandId}::uuid, r.visitor_id, r.member_id
    from unnest(${bound.map((event) => event.payload.visitorId)}::text[],
      ${bound.map((event) => event.memberId)}::uuid[])
      with ordinality as r(visitor_id, member_id, place)
    order by r.visitor_id, r.place
    on conflict do nothing returning visitor_id`.execute(ctx.tx);
  return rows.map((row) => row.visitor_id);
}

interface Group {
  readonly person_id: string;
  readonly day: string;
}

/** Sets who and whether engaged on the touches that this batch concerns; answers their groups. */
async function completeTouches(
  ctx: Context,
  facts: readonly Fact[],
  bound: readonly string[],
): Promise<Group[]> {
  const subjects = facts
    .filter((fact) => fact.kind === "touch" || fact.kind === "engaged")
    .flatMap((fact) => fact.subject_id ?? []);
  if (subjects.length === 0 && bound.length === 0) return [];
  const { rows } = await sql<Group>`
    update insights.facts f set
      person_id = coalesce(f.member_id::text, (select v.member_id::text from insights.visitors v
        where v.brand_id = f.brand_id and v.visitor_id = f.visitor_id),
        f.visitor_id, f.event_id::text),
      engaged = exists (select 1 from insights.facts e where e.brand_id = f.brand_id
        and e.subject_id = f.subject_id and e.kind = 'engaged')
    where f.brand_id = ${ctx.brand.brandId} and f.kind = 'touch'
      and (f.subject_id = any(${subjects}::uuid[]) or f.visitor_id = any(${[...bound]}::text[]))
    returning f.person_id, f.day`.execute(ctx.tx);
  return rows;
}

/**
 * Judges every touch of a person and day anew. The outcome depends on the set of events and their
 * order in the journal only, so that a late engagement and a rebuild give the same figures.
 */
async function judgeTouches(ctx: Context, groups: readonly Group[]): Promise<void> {
  if (groups.length === 0) return;
  await sql`
    with seen as (
      select f.event_id, f.bot, f.staff, f.engaged, row_number() over (
        partition by f.person_id, f.day, (f.bot or f.staff or not f.engaged)
        order by f.position) as place
      from insights.facts f
      where f.brand_id = ${ctx.brand.brandId} and f.kind = 'touch' and (f.person_id, f.day) in (
        select * from unnest(${groups.map((group) => group.person_id)}::text[],
          ${groups.map((group) => group.day)}::date[]))
    ), judged as (
      select event_id, case when bot then 'bot' when staff then 'staff'
        when not engaged then 'not_engaged' when place > 1 then 'repeat' end as rule
      from seen
    )
    update insights.facts f set excluded_rule = j.rule, rule_version = case j.rule
      when 'bot' then ${versionOf("bot")}::int when 'staff' then ${versionOf("staff")}::int
      when 'not_engaged' then ${versionOf("not_engaged")}::int
      when 'repeat' then ${versionOf("repeat")}::int end
    from judged j
    where f.brand_id = ${ctx.brand.brandId} and f.event_id = j.event_id
      and f.excluded_rule is distinct from j.rule`.execute(ctx.tx);
}

async function supersedeReports(ctx: Context, facts: readonly Fact[]): Promise<void> {
  const reported = facts.filter((fact) => fact.kind === "reported");
  if (reported.length === 0) return;
  await sql`
    update insights.facts f
    set excluded_rule = 'superseded', rule_version = ${versionOf("superseded")}
    where f.brand_id = ${ctx.brand.brandId} and f.kind = 'reported' and f.excluded_rule is null
      and (f.channel_id, f.day) in (select * from unnest(
        ${reported.map((fact) => fact.channel_id)}::uuid[],
        ${reported.map((fact) => fact.day)}::date[]))
      and exists (select 1 from insights.facts later where later.brand_id = f.brand_id
        and later.kind = 'reported' and later.channel_id = f.channel_id
        and later.day = f.day and later.position > f.position)`.execute(ctx.tx);
}

/** An undone act is taken from the day it was made on; both counts of redemptions stay visible. */
async function markUndone(ctx: Context, facts: readonly Fact[]): Promise<void> {
  const subjects = facts
    .filter((fact) => fact.kind === "undo")
    .flatMap((fact) => fact.subject_id ?? []);
  if (subjects.length === 0) return;
  await sql`
    update insights.facts f set undone = true
    where f.brand_id = ${ctx.brand.brandId} and f.kind in ('redemption', 'hand_over', 'arrived')
      and not f.undone and f.subject_id = any(${subjects}::uuid[])
      and (f.kind <> 'arrived' or exists (select 1 from insights.facts u
        where u.brand_id = f.brand_id and u.subject_id = f.subject_id and u.kind = 'undo'
          and u.position > f.position))`.execute(ctx.tx);
}

const closingKinds = ["closing", "reopening", "returned", "paid", "qualified", "unqualified"];

/**
 * The closings that this batch concerns: which stand, which are qualified, and where they came from
 * (told when they were paid). By the order of the journal only, so that a rebuild gives the same.
 */
async function judgeClosings(ctx: Context, facts: readonly Fact[]): Promise<void> {
  const subjects = facts
    .filter((fact) => closingKinds.includes(fact.kind))
    .flatMap((fact) => fact.subject_id ?? []);
  if (subjects.length === 0) return;
  const { brandId } = ctx.brand;
  await sql`
    with closings as (
      select f.event_id,
        exists (select 1 from insights.facts r where r.brand_id = ${brandId}
          and r.subject_id = f.subject_id and r.kind in ('reopening', 'returned')
          and r.position > f.position) as undone,
        coalesce((select q.kind = 'qualified' from insights.facts q where q.brand_id = ${brandId}
          and q.subject_id = f.subject_id and q.kind in ('qualified', 'unqualified')
          order by q.position desc limit 1), false) as qualified,
        p.channel_id, p.source_code_id, p.campaign_id
      from insights.facts f
      left join insights.facts p on p.brand_id = f.brand_id and p.subject_id = f.subject_id
        and p.kind = 'paid'
      where f.brand_id = ${brandId} and f.kind = 'closing'
        and f.subject_id = any(${subjects}::uuid[])
    )
    update insights.facts f set undone = c.undone, qualified = c.qualified,
      channel_id = coalesce(f.channel_id, c.channel_id),
      source_code_id = coalesce(f.source_code_id, c.source_code_id),
      campaign_id = coalesce(f.campaign_id, c.campaign_id)
    from closings c
    where f.brand_id = ${brandId} and f.event_id = c.event_id`.execute(ctx.tx);
}

async function takeIn(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  await followUnits(ctx, events);
  const facts = events.flatMap((event) => readEvent(ctx, event) ?? []);
  const bound = await bindVisitors(ctx, events);
  if (facts.length > 0) await insertFacts(ctx, facts);
  await judgeTouches(ctx, await completeTouches(ctx, facts, bound));
  await supersedeReports(ctx, facts);
  await markUndone(ctx, facts);
  await judgeVisits(ctx, facts);
  await judgeOrders(ctx, facts);
  await judgeClosings(ctx, facts);
}

/** Turns the journal into facts, in order, a batch in a handful of statements. */
export const factsReaction: Reaction = {
  name: "insights.facts",
  kinds: [...countedKinds, ...bindingKinds, ...placeKinds],
  ordered: true,
  handle: takeIn,
};
