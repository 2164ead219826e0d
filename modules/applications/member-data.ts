import { type Context, tablesOf } from "#platform/context.ts";
import { changeApplication, writtenIn } from "./queries.ts";
import { openStates } from "./states.ts";
import { moveOn } from "./take-step.ts";
import type { ApplicationTables } from "./tables.ts";
import { forget } from "./tidy.ts";

const ofMember = (ctx: Context, memberId: string) =>
  tablesOf<ApplicationTables>(ctx)
    .selectFrom("applications.applications")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("application_id");

async function exportApplications(ctx: Context, memberId: string) {
  const rows = await ofMember(ctx, memberId).execute();
  return rows.map((row) => ({
    number: row.number,
    product: row.product_name,
    storeId: row.store_id,
    state: row.state,
    ...writtenIn(row),
    madeAt: row.made_at.epochMilliseconds,
    closedAt: row.closed_at?.epochMilliseconds ?? null,
  }));
}

/** Open applications are withdrawn; all of them stay as numbers without a person or a word. */
async function eraseApplications(ctx: Context, memberId: string): Promise<void> {
  for (const row of await ofMember(ctx, memberId).forUpdate().execute()) {
    const open = openStates.includes(row.state);
    const closed = open ? await moveOn(ctx, row, "withdraw") : row;
    if (closed.forgotten_at) await changeApplication(ctx, closed, { member_id: null });
    else await forget(ctx, closed, { member_id: null });
  }
}

export const memberApplications = {
  name: "applications", export: exportApplications, erase: eraseApplications,
};
