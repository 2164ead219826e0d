import { bookingMadeAt } from "#modules/bookings/index.ts";
import { orderPlacedAt } from "#modules/orders/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { currentPlan } from "./plan.ts";
import type { CareTables, ClosingsTable, PromisedStep } from "./tables.ts";

const versions = (ctx: Context) =>
  tablesOf<CareTables>(ctx)
    .selectFrom("care.plan_versions")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

/** Writes down the plan as it is now, from an instant on; a plan was chosen. */
export async function keepVersion(ctx: Context, savedAt: Temporal.Instant): Promise<number> {
  const plan = await currentPlan(ctx);
  if (!plan) throw new Error("no plan to keep");
  const last = await versions(ctx).orderBy("version", "desc").limit(1).executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  await tablesOf<CareTables>(ctx)
    .insertInto("care.plan_versions")
    .values({
      brand_id: ctx.brand.brandId,
      version,
      template: plan.template,
      steps: json(plan.steps) as never,
      saved_at: savedAt,
    })
    .execute();
  return version;
}

/** Before the first version a brand's plan was what its rows say: that becomes version one. */
export async function keepFirst(ctx: Context): Promise<void> {
  const plan = await currentPlan(ctx);
  if (!plan || (await versions(ctx).limit(1).executeTakeFirst())) return;
  await keepVersion(ctx, plan.since);
}

async function beganAt(ctx: Context, closing: ClosingsTable): Promise<Temporal.Instant> {
  const ask = closing.subject_kind === "order" ? orderPlacedAt : bookingMadeAt;
  return (await ask(ctx, closing.subject_id)) ?? closing.closed_at;
}

interface Promised {
  /** Null: of the time before versions were kept. */
  readonly version: number | null;
  readonly steps: readonly PromisedStep[];
}

/**
 * What was promised to an order or booking: the plan that held when it began, or the brand's first
 * where it began before any and closed after. Null: nothing.
 */
export async function promisedTo(
  ctx: Context,
  closing: ClosingsTable,
): Promise<Promised | null> {
  const plan = await currentPlan(ctx);
  if (!plan || Temporal.Instant.compare(closing.closed_at, plan.since) < 0) return null;
  if (closing.plan_version !== null) {
    return versions(ctx).where("version", "=", closing.plan_version).executeTakeFirstOrThrow();
  }
  const began = await beganAt(ctx, closing);
  const held = await versions(ctx).where("saved_at", "<=", began)
    .orderBy("version", "desc").limit(1).executeTakeFirst();
  const first = held ?? await versions(ctx).orderBy("version").limit(1).executeTakeFirst();
  return first ?? { version: null, steps: plan.steps };
}
