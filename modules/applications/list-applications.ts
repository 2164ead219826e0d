import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { openStates } from "./states.ts";
import type { ApplicationRow, ApplicationState, ApplicationTables } from "./tables.ts";

export type When = "open" | "closed";
const closedStates: readonly ApplicationState[] = ["done", "refused", "withdrawn"];

async function pageOfRows(
  ctx: Context,
  whose: { readonly storeId: string } | { readonly memberId: string },
  input: PageInput,
  rule: { readonly states: readonly ApplicationState[]; readonly newestFirst: boolean },
): Promise<Page<ApplicationRow>> {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  let query = tablesOf<ApplicationTables>(ctx)
    .selectFrom("applications.applications")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("state", "in", [...rule.states])
    .orderBy("application_id", rule.newestFirst ? "desc" : "asc")
    .limit(limit + 1);
  query = "storeId" in whose
    ? query.where("store_id", "=", whose.storeId)
    : query.where("member_id", "=", whose.memberId);
  if (after !== undefined) {
    query = query.where("application_id", rule.newestFirst ? "<" : ">", String(after));
  }
  return pageFrom(await query.execute(), limit, (row) => [row.application_id]);
}

/** A store's worklist: what is open, who waits longest first; what is over, the last first. */
export async function listOfStore(
  ctx: Context,
  input: PageInput & { readonly storeId: string; readonly when?: When | undefined },
): Promise<Page<ApplicationRow>> {
  await permit(ctx, "applications.work", input.storeId);
  const open = input.when !== "closed";
  const states = open ? openStates : closedStates;
  return pageOfRows(ctx, { storeId: input.storeId }, input, { states, newestFirst: !open });
}

/** A member's applications, the last first. */
export const listOwn = (ctx: Context, memberId: string, input: PageInput) =>
  pageOfRows(ctx, { memberId }, input, {
    states: [...openStates, ...closedStates], newestFirst: true,
  });
