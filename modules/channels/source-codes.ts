import { sql } from "kysely";
import { inScopeSql, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { type Page, pageFrom, pageLimit, type PageInput } from "#platform/paging.ts";
import { idCursor } from "./id-cursor.ts";
import type { CodeKind, Target } from "./tables.ts";

export interface SourceCode {
  readonly sourceCodeId: string;
  /** 8 characters of Crockford's base 32. */
  readonly code: string;
  readonly kind: CodeKind;
  readonly channelId: string;
  readonly unitId: string;
  readonly target: Target;
  readonly offerId: string | null;
  readonly campaignId: string | null;
  readonly staffId: string | null;
  readonly name: string;
  readonly createdAt: Temporal.Instant;
  readonly retiredAt: Temporal.Instant | null;
  readonly successorId: string | null;
}

export interface ListedCode extends SourceCode {
  readonly channelName: string;
  readonly channelNameEn: string | null;
  readonly touches: number;
}

export const codeColumns = sql`s.source_code_id as "sourceCodeId", s.code, s.kind,
  s.channel_id as "channelId", s.unit_id as "unitId", s.target, s.offer_id as "offerId",
  s.campaign_id as "campaignId", s.staff_id as "staffId", s.name, s.created_at as "createdAt",
  s.retired_at as "retiredAt", s.successor_id as "successorId"`;

/** Refuses `source_code_not_found`. */
export async function getSourceCode(ctx: Context, sourceCodeId: string): Promise<SourceCode> {
  const { rows } = await sql<SourceCode>`select ${codeColumns} from channels.source_codes s
    where s.brand_id = ${ctx.brand.brandId}
      and s.source_code_id = ${sourceCodeId}`.execute(ctx.tx);
  const code = rows[0];
  if (!code) throw refuse("source_code_not_found");
  return code;
}

/** Names of source codes by id, for reports: the given name and the eight characters. */
export async function sourceCodeNames(
  ctx: Context,
  sourceCodeIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ sourceCodeId: string; name: string }>`
    select source_code_id as "sourceCodeId", name || ' ' || code as name
    from channels.source_codes where brand_id = ${ctx.brand.brandId}
      and source_code_id = any(${[...sourceCodeIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.sourceCodeId, row.name]));
}

export interface ListInput extends PageInput {
  readonly channelId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly retired?: boolean | undefined;
  readonly sourceCodeId?: string | undefined;
}

/** Codes of the units where the caller may read channels, the newest first. */
export async function listSourceCodes(ctx: Context, input: ListInput): Promise<Page<ListedCode>> {
  const limit = pageLimit(input);
  const scope = await unitScope(ctx, "channels.read");
  const { channelId = null, unitId = null, retired = null, sourceCodeId = null } = input;
  const { rows } = await sql<ListedCode>`
    select ${codeColumns}, c.name as "channelName", c.name_en as "channelNameEn",
      (select count(*) from channels.touches t where t.brand_id = s.brand_id
        and t.source_code_id = s.source_code_id) as touches
    from channels.source_codes s
    join channels.channels c on c.brand_id = s.brand_id and c.channel_id = s.channel_id
    where s.brand_id = ${ctx.brand.brandId}
      and ${inScopeSql("s.unit_id", scope, ctx.recordedAt)}
      and (${channelId}::uuid is null or s.channel_id = ${channelId})
      and (${unitId}::uuid is null or s.unit_id = ${unitId})
      and (${sourceCodeId}::uuid is null or s.source_code_id = ${sourceCodeId})
      and (${retired}::boolean is null or (s.retired_at is not null) = ${retired})
      and (${idCursor(input)}::uuid is null or s.source_code_id < ${idCursor(input)})
    order by s.source_code_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.sourceCodeId]);
}
