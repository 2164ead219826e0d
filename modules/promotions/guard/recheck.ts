import { sql } from "kysely";
import { countFloored, priceListTimes } from "#modules/catalogue/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import type { JournalEvent } from "#platform/journal.ts";
import { noteLongJob, startLongJob } from "#platform/long-jobs.ts";
import type { Reaction } from "#platform/reactions.ts";
import { checkShelves } from "./check-goods.ts";
import { guardedPage, liveStack } from "./sources.ts";
import type { CheckRow, GuardTables } from "./tables.ts";
import { closeUnmet, hasFindings, writeFindings } from "./write-findings.ts";

const jobName = "promotions.recheck_prices";
const pageSize = 200;
const budget = 600;
/** More changed products than this are left to the check of all. */
const mostAtOnce = 200;

/** Checks the next products against everything that is published; answers the last one. */
async function checkPage(
  ctx: Context,
  page: { readonly after: string | null; readonly productIds?: readonly string[] },
): Promise<{ readonly last: string | null; readonly products: number }> {
  const stack = await liveStack(ctx);
  const found = await guardedPage(ctx, { ...page, limit: pageSize });
  const { breaches } = await checkShelves(ctx, stack, found.goods, { budget });
  const met = new Set([...found.goods.map((one) => one.productId), ...(page.productIds ?? [])]);
  await writeFindings(ctx, [...met], breaches);
  return found;
}

/** Has all products checked again, from the first one on; answers the job to follow. */
export async function askRecheck(ctx: Context): Promise<string> {
  const total = await countFloored(ctx);
  const jobId = await startLongJob(ctx, jobName, total);
  const { rows } = await sql<{ job_id: string | null }>`
    with before as (select job_id, state from promotions.price_checks
      where brand_id = ${ctx.brand.brandId} for update)
    insert into promotions.price_checks as c
      (brand_id, job_id, state, after_product, done, total, asked_at)
    values (${ctx.brand.brandId}, ${jobId}, 'waiting', null, 0, ${total}, ${ctx.now})
    on conflict (brand_id) do update set job_id = excluded.job_id, state = 'waiting',
      after_product = null, done = 0, total = excluded.total, asked_at = excluded.asked_at
    returning (select job_id from before where state <> 'done')`.execute(ctx.tx);
  const replaced = rows[0]?.job_id;
  // Its caller learns that another check takes over; nothing of it is lost.
  if (replaced) await noteLongJob(ctx, replaced, { state: "done", done: 0, total: 0 });
  const key = `${jobName}:${ctx.brand.brandId}`;
  await enqueue(ctx, jobName, {}, { jobKey: key });
  return jobId;
}

async function lockCheck(ctx: Context): Promise<CheckRow | undefined> {
  return tablesOf<GuardTables>(ctx)
    .selectFrom("promotions.price_checks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .forUpdate()
    .executeTakeFirst();
}

async function noteCheck(ctx: Context, check: CheckRow): Promise<void> {
  const { state, after_product, done, total } = check;
  await tablesOf<GuardTables>(ctx)
    .updateTable("promotions.price_checks")
    .set({ state, after_product, done })
    .where("brand_id", "=", ctx.brand.brandId)
    .execute();
  await noteLongJob(ctx, check.job_id, { state, done, total: Math.max(total, done) });
}

/**
 * A page of products a step, each in a transaction of its own. Where it stands is in the table: a
 * killed server goes on from there, and a change in the meantime begins again from the first.
 */
const recheckJob: Job = {
  name: jobName,
  async handle(ctx) {
    const check = await lockCheck(ctx);
    if (!check || check.state === "done") return undefined;
    const page = await checkPage(ctx, { after: check.after_product });
    const through = page.products < pageSize;
    if (through) await closeUnmet(ctx, check.asked_at);
    await noteCheck(ctx, {
      ...check,
      state: through ? "done" : "running",
      after_product: page.last ?? check.after_product,
      done: check.done + page.products,
    });
    return through ? undefined : "again";
  },
};

const beginName = "promotions.begin_recheck";
const beginJob: Job = {
  name: beginName,
  async handle(ctx) {
    await askRecheck(ctx);
    return undefined;
  },
};

const ofProducts = ["catalogue.price_set", "catalogue.product_changed"];
const ofAll = [
  "promotions.offer_published",
  "promotions.offer_paused",
  "promotions.offer_resumed",
  "promotions.offer_ended",
  "promotions.stacking_changed",
  "catalogue.products_imported",
  "catalogue.price_list_made",
  "catalogue.price_list_ended",
  "catalogue.list_prices_set",
];

/** When other prices than today's begin: of the catalogue, or with a list that begins or ends. */
async function laterPrices(ctx: Context, events: readonly JournalEvent[]) {
  const times: Temporal.Instant[] = [];
  for (const { kind, payload } of events) {
    if (kind === "catalogue.price_set") {
      times.push(Temporal.Instant.from(String(payload.validFrom)));
    } else if (kind === "catalogue.price_list_made") {
      times.push(...(await priceListTimes(ctx, String(payload.listId))));
    }
  }
  return times.filter((at) => Temporal.Instant.compare(at, ctx.now) > 0);
}

/** A price that holds from a later instant on is looked at then. */
async function planRechecks(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  for (const runAt of await laterPrices(ctx, events)) {
    const jobKey = `${beginName}:${ctx.brand.brandId}:${runAt.epochMilliseconds}`;
    await enqueue(ctx, beginName, {}, { runAt, jobKey });
  }
}

async function onChanges(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  await planRechecks(ctx, events);
  if ((await countFloored(ctx)) === 0 && !(await hasFindings(ctx))) return;
  const changed = events.filter((event) => ofProducts.includes(event.kind));
  const productIds = [...new Set(changed.map((event) => String(event.payload.productId)))];
  if (changed.length < events.length || productIds.length > mostAtOnce) {
    await askRecheck(ctx);
  } else {
    await checkPage(ctx, { after: null, productIds });
  }
}

/** What can bring an accepted product below its floor: offers, policy, prices, scopes. */
const guardReaction: Reaction = {
  name: "promotions.price_guard",
  kinds: [...ofAll, ...ofProducts],
  ordered: false,
  handle: onChanges,
};

export const guardReactions: readonly Reaction[] = [guardReaction];
export const guardJobs: readonly Job[] = [recheckJob, beginJob];
