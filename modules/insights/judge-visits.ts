import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import type { Fact } from "./read-event.ts";
import { undoneVersion } from "./rules.ts";

const acts = ["redemption", "hand_over", "arrived"];
const actKinds = sql.raw(acts.map((kind) => `'${kind}'`).join());

const subjectsOf = (facts: readonly Fact[], kinds: readonly string[]): string[] =>
  facts.filter((fact) => kinds.includes(fact.kind)).flatMap((fact) => fact.subject_id ?? []);

/** What a visit (v) was for: its own redemption, or what that member did there on that day. */
const purpose = (undone: boolean) => sql<boolean>`(
  exists (select 1 from insights.facts a where a.brand_id = v.brand_id
    and a.subject_id = v.subject_id and a.kind in (${actKinds}) and a.undone = ${undone})
  or exists (select 1 from insights.facts a where a.brand_id = v.brand_id
    and a.member_id = v.member_id and a.day = v.day and a.unit_id = v.unit_id
    and a.kind in (${actKinds}) and a.undone = ${undone}))`;

/**
 * What is done counts a visit again that was taken back; what was undone before the journal told of
 * it takes one back. Nothing else that is done changes how a visit is judged.
 */
async function changesNone(ctx: Context, done: readonly Fact[]): Promise<boolean> {
  const { brandId } = ctx.brand;
  const days = [...new Set(done.map((fact) => fact.day))];
  const { rows } = await fixed<{ found: boolean }>`
    select exists (select 1 from insights.facts where brand_id = ${brandId}
        and excluded_rule = 'undone' and day = any(${days}::date[]))
      or exists (select 1 from insights.facts where brand_id = ${brandId}
        and kind = 'undo' and subject_id = any(${subjectsOf(done, acts)}::uuid[]))
      as found`.execute(ctx.tx);
  return !rows[0]?.found;
}

/**
 * A visit counts until all that was done there on that day was undone, and again when something is
 * done after all: the journal tells one visit a member, store and day. By the set of events only.
 */
export async function judgeVisits(ctx: Context, facts: readonly Fact[]): Promise<void> {
  const subjects = subjectsOf(facts, [...acts, "undo"]);
  if (subjects.length === 0) return;
  const undo = facts.some((fact) => fact.kind === "undo");
  if (!undo && (await changesNone(ctx, facts.filter(({ kind }) => acts.includes(kind))))) return;
  const { brandId } = ctx.brand;
  await sql`
    with done as (
      select a.member_id, a.unit_id, a.day, a.subject_id from insights.facts a
      where a.brand_id = ${brandId} and a.kind in (${actKinds})
        and a.subject_id = any(${subjects}::uuid[])
    ), concerned as (
      select v.event_id from insights.facts v join done a on a.subject_id = v.subject_id
      where v.brand_id = ${brandId} and v.kind = 'visit'
      union
      select v.event_id from insights.facts v
        join done a on a.member_id = v.member_id and a.day = v.day and a.unit_id = v.unit_id
      where v.brand_id = ${brandId} and v.kind = 'visit'
    ), judged as (
      select v.event_id, case when ${purpose(true)} and not ${purpose(false)} then 'undone' end
        as rule
      from insights.facts v
      where v.brand_id = ${brandId} and v.event_id in (select event_id from concerned)
    )
    update insights.facts v set excluded_rule = j.rule,
      rule_version = case when j.rule is not null then ${undoneVersion}::int end
    from judged j
    where v.brand_id = ${brandId} and v.event_id = j.event_id
      and v.excluded_rule is distinct from j.rule`.execute(ctx.tx);
}

/** Which orders were sold at a till, and which of those paid came back as a whole. */
export async function judgeOrders(ctx: Context, facts: readonly Fact[]): Promise<void> {
  const subjects = subjectsOf(facts, ["paid", "till", "returned"]);
  if (subjects.length === 0) return;
  const told = (kind: string) => sql`exists (select 1 from insights.facts t
    where t.brand_id = f.brand_id and t.subject_id = f.subject_id and t.kind = ${kind})`;
  await sql`
    update insights.facts f set at_till = ${told("till")}, undone = ${told("returned")}
    where f.brand_id = ${ctx.brand.brandId} and f.kind = 'paid'
      and f.subject_id = any(${subjects}::uuid[])`.execute(ctx.tx);
}
