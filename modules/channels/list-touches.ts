import { sql } from "kysely";
import { inScopeSql, rootUnit, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { type Page, pageFrom, pageLimit, type PageInput } from "#platform/paging.ts";
import { isDay } from "#platform/time.ts";
import { idCursor } from "./id-cursor.ts";
import { type TrafficRule, trafficRules } from "./traffic-rules.ts";

export interface ListInput extends PageInput {
  /** "YYYY-MM-DD" in the brand's zone. */
  readonly day: string;
  readonly channelId?: string | undefined;
  /** A rule's name, or "none" for the valid ones. */
  readonly exclusion?: TrafficRule["rule"] | "none" | undefined;
}

export interface JudgedTouch {
  readonly touchId: string;
  readonly touchedAt: Temporal.Instant;
  readonly page: string;
  readonly unitId: string | null;
  readonly channelId: string | null;
  readonly sourceCodeId: string | null;
  readonly engagedHow: "visible" | "acted" | null;
  /** The first rule that excludes it; null: it is valid. */
  readonly rule: TrafficRule["rule"] | null;
  readonly ruleVersion: number | null;
}

/** A day's touches, each with the rule that excludes it, by the order of traffic-rules.ts. */
export async function listTouches(ctx: Context, input: ListInput): Promise<Page<JudgedTouch>> {
  if (!isDay(input.day)) throw refuse("invalid_input", { detail: "day" });
  const limit = pageLimit(input);
  const scope = await unitScope(ctx, "channels.read");
  const root = await rootUnit(ctx);
  const { channelId = null, exclusion = null } = input;
  const { rows } = await sql<JudgedTouch>`
    with seen as (
      select t.*, coalesce(t.unit_id, ${root}::uuid) as scope_unit,
        row_number() over (
          partition by coalesce(t.member_id::text, v.member_id::text, t.visitor_id),
            (t.bot or t.staff or t.engaged_how is null)
          order by t.touch_id) as place
      from channels.touches t
      left join channels.visitors v on v.brand_id = t.brand_id and v.visitor_id = t.visitor_id
      where t.brand_id = ${ctx.brand.brandId} and t.day = ${input.day}
    ), judged as (
      select s.*, case when bot then 'bot' when staff then 'staff'
        when engaged_how is null then 'not_engaged' when place > 1 then 'repeat' end as rule
      from seen s
    )
    select touch_id as "touchId", touched_at as "touchedAt", page, unit_id as "unitId",
      channel_id as "channelId", source_code_id as "sourceCodeId",
      engaged_how as "engagedHow", rule
    from judged
    where ${inScopeSql("judged.scope_unit", scope, ctx.recordedAt)}
      and (${channelId}::uuid is null or channel_id = ${channelId})
      and (${exclusion}::text is null or coalesce(rule, 'none') = ${exclusion})
      and (${idCursor(input)}::uuid is null or touch_id < ${idCursor(input)})
    order by touch_id desc limit ${limit + 1}`.execute(ctx.tx);
  const versionOf = (rule: string | null) =>
    trafficRules.find((one) => one.rule === rule)?.version ?? null;
  const items = rows.map((row) => ({ ...row, ruleVersion: versionOf(row.rule) }));
  return pageFrom(items, limit, (row) => [row.touchId]);
}
