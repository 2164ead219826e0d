import { asksOf, type LimitRule, type LimitSubject, usedOf } from "#modules/limits/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { AccountRef, OwnerKind } from "./ledger/account-kinds.ts";
import { balanceOf } from "./ledger/balance.ts";
import { type EntryInput, post } from "./ledger/post.ts";
import type { WalletTables } from "./tables.ts";

/** The rule that is an offer's whole budget; its account is funded when it is promised. */
const isWhole = ({ of, per, what }: LimitRule): boolean =>
  of === "all" && per === "ever" && what === "money";

const wholeOf = (rules: readonly LimitRule[]): number => rules.find(isWhole)?.cap ?? 0;

const fundsOf = ({ brand: { brandId } }: Context): AccountRef =>
  ({ kind: "funds", ownerKind: "brand", ownerId: brandId });

const wholeAccount = (offerId: string): AccountRef =>
  ({ kind: "budget", ownerKind: "offer", ownerId: offerId });

async function fundedBefore(ctx: Context, offerId: string): Promise<number> {
  const rows = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.terms")
    .select("redeem_rules")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .execute();
  return Math.max(0, ...rows.map((row) => wholeOf(row.redeem_rules)));
}

const funding = (
  ctx: Context,
  account: AccountRef,
  amount: number,
  named: Pick<EntryInput, "postingKey" | "causeId">,
): EntryInput => ({
  ...named,
  kind: "fund",
  unit: ctx.brand.currency,
  postings: [{ account: fundsOf(ctx), amount: -amount }, { account, amount }],
});

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
  const wanted = wholeOf(rules);
  if (wanted === 0) return;
  const more = wanted - (await fundedBefore(ctx, offerId));
  if (more <= 0) return;
  const named = { postingKey: `fund:${offerId}:${wanted}`, causeId: offerId };
  await post(ctx, [funding(ctx, wholeAccount(offerId), more, named)]);
}

/** Of whom a sum of money is a budget with an account; of others it is a limit and no more. */
const owners: Readonly<Partial<Record<LimitRule["of"], OwnerKind>>> = {
  all: "offer", store: "unit", campaign: "campaign",
};

export interface Cost {
  readonly offerId: string;
  readonly redemptionId: string;
  readonly scope: string;
  readonly rules: readonly LimitRule[];
  readonly subject: LimitSubject;
  readonly amountMinor: number;
}

interface Budget {
  readonly account: AccountRef;
  /** Of an account that is funded when it is first used; null: it was funded when promised. */
  readonly guard: { readonly key: string; readonly cap: number } | null;
}

function budgetsOf(ctx: Context, cost: Cost): Budget[] {
  return cost.rules.flatMap((rule): Budget[] => {
    const ownerKind = owners[rule.of];
    if (rule.what !== "money" || !ownerKind) return [];
    if (isWhole(rule)) return [{ account: wholeAccount(cost.offerId), guard: null }];
    const limited = { scope: cost.scope, rules: [rule] };
    const [ask] = asksOf(ctx, limited, cost.subject, cost.amountMinor);
    if (!ask) return [];
    const ownerId = rule.of === "all" ? cost.offerId : (cost.subject[rule.of] ?? "");
    const account: AccountRef = { kind: "budget", ownerKind, ownerId, scope: ask.key };
    return [{ account, guard: { key: ask.key, cap: ask.cap } }];
  });
}

/** Fills up what this window's budgets lack; the counters' rows are held, so nobody else does. */
async function fill(ctx: Context, cost: Cost, budgets: readonly Budget[]): Promise<EntryInput[]> {
  const entries: EntryInput[] = [];
  const used = await usedOf(ctx, budgets.flatMap(({ guard }) => (guard ? [guard.key] : [])));
  for (const { account, guard } of budgets) {
    if (!guard) continue;
    const before = (used.get(guard.key) ?? 0) - cost.amountMinor;
    const more = guard.cap - before - (await balanceOf(ctx, account));
    const postingKey = `fund:${cost.redemptionId}:${guard.key}`;
    if (more > 0) entries.push(funding(ctx, account, more, { postingKey }));
  }
  return entries;
}

/**
 * Posts what a redemption cost: out of each budget that guards it (the offer's, the store's, the
 * campaign's, of all time or of a window), where none does out of the brand's funds. It is spent
 * once: what several budgets had set aside for it goes back to the funds.
 */
export async function spend(ctx: Context, cost: Cost): Promise<void> {
  const { offerId, redemptionId, amountMinor } = cost;
  const budgets = budgetsOf(ctx, cost);
  const spent: AccountRef = { kind: "spent", ownerKind: "offer", ownerId: offerId };
  const back = (budgets.length - 1) * amountMinor;
  await post(ctx, [
    ...(await fill(ctx, cost, budgets)),
    {
      kind: "spend",
      postingKey: `spend:${redemptionId}`,
      unit: ctx.brand.currency,
      causeId: redemptionId,
      postings: [
        ...budgets.map(({ account }) => ({ account, amount: -amountMinor })),
        { account: spent, amount: amountMinor },
        ...(back === 0 ? [] : [{ account: fundsOf(ctx), amount: back }]),
      ],
    },
  ]);
}
