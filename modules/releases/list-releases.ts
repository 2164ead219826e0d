import { sql } from "kysely";
import { inScopeSql, unitScope } from "#modules/organisation/index.ts";
import { offerLabels } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { slotsOf } from "./queries.ts";
import { releaseView, type shownState, stoppedReleases } from "./release-view.ts";
import type { ReleaseRow } from "./tables.ts";

export interface ListInput extends PageInput {
  readonly state?: ReturnType<typeof shownState> | undefined;
  readonly unitId?: string | undefined;
}

function stateSql(ctx: Context, state: ListInput["state"]) {
  if (!state) return sql`true`;
  if (state === "announced") return sql`state = 'announced' and starts_at > ${ctx.now}`;
  if (state === "closed") return sql`state = 'announced' and ends_at <= ${ctx.now}`;
  if (state !== "open") return sql`state = ${state}`;
  return sql`state = 'announced' and starts_at <= ${ctx.now} and ends_at > ${ctx.now}`;
}

async function rowsOf(ctx: Context, input: ListInput, limit: number): Promise<ReleaseRow[]> {
  const scope = await unitScope(ctx, "offers.read");
  const [after = null] = decodeCursor(input.cursor)?.map(String) ?? [];
  if (after !== null && !isUuid(after)) throw refuse("invalid_input", { detail: "cursor" });
  const { unitId = null } = input;
  const { rows } = await sql<ReleaseRow>`
    select * from releases.releases where brand_id = ${ctx.brand.brandId}
      and ${inScopeSql("unit_id", scope, ctx.recordedAt)} and ${stateSql(ctx, input.state)}
      and (${unitId}::uuid is null or unit_id = ${unitId}::uuid)
      and (${after}::uuid is null or release_id < ${after}::uuid)
    order by release_id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

/** Releases of the units where the caller may read offers, newest first. */
export async function listReleases(ctx: Context, input: ListInput) {
  const limit = pageLimit(input);
  const page = pageFrom(await rowsOf(ctx, input, limit), limit, (row) => [row.release_id]);
  const labels = await offerLabels(ctx, page.items.map((row) => row.offer_id));
  const isStopped = await stoppedReleases(ctx, page.items);
  const slots = await slotsOf(ctx, page.items.map((row) => row.release_id));
  const items = page.items.map((row) => {
    const own = slots.filter((slot) => slot.release_id === row.release_id);
    const stock = own.reduce((sum, slot) => sum + slot.stock, 0);
    return {
      ...releaseView(ctx, row, { stock, stopped: isStopped(row) }),
      offerTitle: labels.get(row.offer_id)?.title ?? null,
      offerTitleEn: labels.get(row.offer_id)?.titleEn ?? null,
      createdAt: row.created_at.epochMilliseconds,
    };
  });
  return { items, next: page.next };
}
