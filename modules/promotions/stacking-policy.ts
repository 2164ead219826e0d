import { type Static, Type as T } from "typebox";
import { permit, rootUnit } from "#modules/organisation/index.ts";
import { type StackingPolicy, StackingPolicySchema, tradePolicy } from "#packages/pricing/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { Millis, Nullable } from "#platform/schema.ts";
import { touchBook } from "./book-revision.ts";
import { invalid } from "./check-version.ts";
import { lockPolicies } from "./locks.ts";
import type { PromotionsTables } from "./tables.ts";

export const PolicyAnswer = T.Object({
  version: T.Integer({ description: "0: the trade's rule, nobody has saved another" }),
  ...StackingPolicySchema.properties,
  savedAt: Nullable(Millis),
  isDefault: T.Boolean(),
});

interface CurrentPolicy {
  readonly version: number;
  readonly policy: StackingPolicy;
  readonly savedAt: Temporal.Instant | null;
}

/** The policy that holds: the last one saved, else the trade's rule. */
export async function currentPolicy(ctx: Context): Promise<CurrentPolicy> {
  const row = await tablesOf<PromotionsTables>(ctx)
    .selectFrom("promotions.stacking_policies")
    .select(["version", "policy", "saved_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, policy: tradePolicy, savedAt: null };
  return { version: row.version, policy: row.policy, savedAt: row.saved_at };
}

/** The same with what a screen shows of it. */
export async function stackingPolicy(ctx: Context): Promise<Static<typeof PolicyAnswer>> {
  const { version, policy, savedAt } = await currentPolicy(ctx);
  return {
    version,
    order: [...policy.order],
    apart: policy.apart.map((one) => ({ ...one })),
    groups: (policy.groups ?? []).map((one) => ({ ...one })),
    savedAt: savedAt?.epochMilliseconds ?? null,
    isDefault: version === 0,
  };
}

function checkPolicy(ctx: Context, { order, apart, groups = [] }: StackingPolicy): void {
  const all = new Set<string>(tradePolicy.order);
  const whole = order.length === all.size && new Set(order).size === all.size;
  if (!whole) throw invalid(ctx, "policy_incomplete");
  const pairs = apart.map(({ a, b }) => [a, b].sort().join(" "));
  const names = groups.map(({ group }) => group);
  const twice = new Set(pairs).size < pairs.length || new Set(names).size < names.length;
  if (twice) throw invalid(ctx, "policy_pair_twice");
}

/** Makes a policy the one that holds for every cart from now on; answers its version. */
export async function saveStackingPolicy(ctx: Context, policy: StackingPolicy): Promise<number> {
  await permit(ctx, "offers.publish", await rootUnit(ctx));
  checkPolicy(ctx, policy);
  await lockPolicies(ctx);
  const version = (await currentPolicy(ctx)).version + 1;
  await tablesOf<PromotionsTables>(ctx)
    .insertInto("promotions.stacking_policies")
    .values({
      brand_id: ctx.brand.brandId,
      version,
      policy: json(policy),
      saved_at: ctx.now,
    })
    .execute();
  await touchBook(ctx);
  await emit(ctx, "promotions.stacking_changed", { payload: { policyVersion: version } });
  return version;
}
