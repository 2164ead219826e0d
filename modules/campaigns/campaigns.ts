import { sql } from "kysely";
import { inScopeSql, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, type Page, pageFrom, pageLimit, type PageInput } from "#platform/paging.ts";

export type Goal = "reach" | "retain";

export interface Campaign {
  readonly campaignId: string;
  readonly name: string;
  readonly goal: Goal;
  readonly unitId: string;
  readonly externalCode: string | null;
  readonly startsAt: Temporal.Instant;
  /** Exclusive. */
  readonly endsAt: Temporal.Instant;
  readonly closed: boolean;
  readonly createdAt: Temporal.Instant;
  /** Members reached so far. */
  readonly reached: number;
}

const columns = sql`c.campaign_id as "campaignId", c.name, c.goal, c.unit_id as "unitId",
  c.external_code as "externalCode", c.starts_at as "startsAt", c.ends_at as "endsAt",
  c.state = 'closed' as closed, c.created_at as "createdAt",
  (select count(*) from campaigns.reaches r where r.brand_id = c.brand_id
    and r.campaign_id = c.campaign_id) as reached`;

/** Refuses `campaign_not_found`. */
export async function getCampaign(ctx: Context, campaignId: string): Promise<Campaign> {
  const { rows } = await sql<Campaign>`select ${columns} from campaigns.campaigns c
    where c.brand_id = ${ctx.brand.brandId} and c.campaign_id = ${campaignId}`.execute(ctx.tx);
  const campaign = rows[0];
  if (!campaign) throw refuse("campaign_not_found");
  return campaign;
}

export interface ListInput extends PageInput {
  readonly externalCode?: string | undefined;
}

/** Campaigns of the units where the caller may read channels, the latest start first. */
export async function listCampaigns(ctx: Context, input: ListInput): Promise<Page<Campaign>> {
  const limit = pageLimit(input);
  const scope = await unitScope(ctx, "channels.read");
  const after = placeOf(input);
  const { externalCode = null } = input;
  const { rows } = await sql<Campaign>`select ${columns} from campaigns.campaigns c
    where c.brand_id = ${ctx.brand.brandId}
      and ${inScopeSql("c.unit_id", scope, ctx.recordedAt)}
      and (${externalCode}::text is null or c.external_code = ${externalCode})
      and (${after.id}::uuid is null
        or (c.starts_at, c.campaign_id) < (${after.at}::timestamptz, ${after.id}::uuid))
    order by c.starts_at desc, c.campaign_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.startsAt.toString(), row.campaignId]);
}

function placeOf(input: PageInput): { at: Temporal.Instant | null; id: string | null } {
  const values = decodeCursor(input.cursor);
  if (!values) return { at: null, id: null };
  const [at, id] = values.map(String);
  try {
    if (id && isUuid(id)) return { at: Temporal.Instant.from(at ?? ""), id };
  } catch {
    // falls through to the refusal
  }
  throw refuse("invalid_input", { detail: "cursor" });
}

/** Names of campaigns by id, for reports; an unknown id is missing. */
export async function campaignNames(
  ctx: Context,
  campaignIds: readonly string[],
): Promise<Map<string, string>> {
  if (campaignIds.length === 0) return new Map();
  const { rows } = await sql<{ campaign_id: string; name: string }>`
    select campaign_id, name from campaigns.campaigns where brand_id = ${ctx.brand.brandId}
      and campaign_id = any(${[...campaignIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.campaign_id, row.name]));
}
