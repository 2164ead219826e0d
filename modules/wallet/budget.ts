import type { LimitRule } from "#modules/limits/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { AccountRef } from "./ledger/account-kinds.ts";
import { post } from "./ledger/post.ts";
import type { WalletTables } from "./tables.ts";

/** The rule that is an offer's whole budget; its account holds what is left of it. */
const isBudget = ({ of, per, what }: LimitRule): boolean =>
  of === "all" && per === "ever" && what === "money";

const budgetOf = (rules: readonly LimitRule[]): number => rules.find(isBudget)?.cap ?? 0;

const accounts = (ctx: Context, offerId: string) => {
  const { brandId } = ctx.brand;
  const funds: AccountRef = { kind: "funds", ownerKind: "brand", ownerId: brandId };
  const budget: AccountRef = { kind: "budget", ownerKind: "offer", ownerId: offerId };
  const spent: AccountRef = { kind: "spent", ownerKind: "offer", ownerId: offerId };
  return { funds, budget, spent };
};

async function fundedBefore(ctx: Context, offerId: string): Promise<number> {
  const rows = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.terms")
    .select("redeem_rules")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .execute();
  return Math.max(0, ...rows.map((row) => budgetOf(row.redeem_rules)));
}

/**
 * Puts into the offer's budget what a new version promises more than all before it. Nothing is
 * taken out when it promises less: vouchers of the version before keep what theirs allowed. The
 * caller holds the offer's row.
 */
export async function fundBudget(
  ctx: Context,
  offerId: string,
  rules: readonly LimitRule[],
): Promise<void> {
  const wanted = budgetOf(rules);
  if (wanted === 0) return;
  const before = await fundedBefore(ctx, offerId);
  const more = wanted - before;
  if (more <= 0) return;
  const { funds, budget } = accounts(ctx, offerId);
  await post(ctx, [
    {
      kind: "fund",
      postingKey: `fund:${offerId}:${wanted}`,
      unit: ctx.brand.currency,
      causeId: offerId,
      postings: [
        { account: funds, amount: -more },
        { account: budget, amount: more },
      ],
    },
  ]);
}

/**
 * Posts what a redemption cost: out of the offer's budget where it has one for all time, else out
 * of the brand's funds (budgets of a store, a campaign or a month are counters only).
 */
export async function spend(
  ctx: Context,
  cost: {
    readonly offerId: string;
    readonly redemptionId: string;
    readonly rules: readonly LimitRule[];
    readonly amountMinor: number;
  },
): Promise<void> {
  const { offerId, redemptionId, rules, amountMinor } = cost;
  const { funds, budget, spent } = accounts(ctx, offerId);
  await post(ctx, [
    {
      kind: "spend",
      postingKey: `spend:${redemptionId}`,
      unit: ctx.brand.currency,
      causeId: redemptionId,
      postings: [
        { account: rules.some(isBudget) ? budget : funds, amount: -amountMinor },
        { account: spent, amount: amountMinor },
      ],
    },
  ]);
}
