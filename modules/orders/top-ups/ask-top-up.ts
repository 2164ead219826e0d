import { type Context, tablesOf } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { askTopUpJobName } from "../job-names.ts";
import { askAgainSeconds } from "../payments/ask-provider.ts";
import { type PaymentState, providerNamed } from "../ports.ts";
import { findTopUp } from "./queries.ts";
import { closeTopUp, settleTopUp } from "./settle-top-up.ts";
import type { TopUpsTable, TopUpTables } from "./tables.ts";

const mostAsks = 100;

/** Over its time it is closed at the provider; the answer tells whether it was paid before. */
async function ask(ctx: Context, row: TopUpsTable): Promise<PaymentState> {
  const provider = providerNamed(ctx, row.provider);
  if (!provider) return { state: "unknown" };
  const over = Temporal.Instant.compare(ctx.now, row.pay_until) >= 0;
  try {
    return await (over ? provider.close(row.trade_no) : provider.query(row.trade_no));
  } catch {
    return { state: "unknown" };
  }
}

async function askLater(ctx: Context, row: TopUpsTable): Promise<void> {
  const asked = row.asked + 1;
  await tablesOf<TopUpTables>(ctx)
    .updateTable("orders.top_ups")
    .set({ asked })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("top_up_id", "=", row.top_up_id)
    .execute();
  if (asked >= mostAsks) return;
  const runAt = ctx.now.add({ seconds: askAgainSeconds(asked) });
  await enqueue(ctx, askTopUpJobName, { topUpId: row.top_up_id }, { runAt });
}

/** Asks the provider what became of a top-up, for the notice that was lost. */
export const askTopUpJob: Job = {
  name: askTopUpJobName,
  async handle(ctx, { topUpId }) {
    const row = await findTopUp(ctx, String(topUpId));
    if (row?.state !== "started") return undefined;
    const state = await ask(ctx, row);
    if (state.state === "paid") await settleTopUp(ctx, row, state);
    else if (state.state === "closed") await closeTopUp(ctx, row.top_up_id);
    else await askLater(ctx, row);
    return undefined;
  },
};
