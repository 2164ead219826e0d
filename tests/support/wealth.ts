import { creditStoredValue } from "#modules/wallet/index.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { LoopMember } from "./loop.ts";
import { ok, type OrderingBrand } from "./orders.ts";

/** A point pays a fen; one is earned for each yuan. */
export const plainPoints = {
  active: true,
  earn: { points: 1, minor: 100 },
  pendingDays: 0,
  expiry: { kind: "never" },
  step: { points: 1, minor: 1 },
  capBps: 10_000,
};

export interface Wealth {
  readonly points?: number;
  readonly principalMinor?: number;
  readonly bonusMinor?: number;
}

/** Points and stored value out of thin air, and all that a member and a store have. */
export function wealthOf(app: TestApp, shop: OrderingBrand) {
  const { t, first } = shop;
  const owner = app.databases.ownerPool;
  const rows = async (text: string, values: readonly unknown[]) =>
    (await owner.query(text, [...values])).rows;
  return {
    async pointsOn(more: object = {}): Promise<void> {
      ok(await shop.api("PUT", "/points/settings", { ...plainPoints, ...more }), 204);
    },
    async enrich({ memberId }: LoopMember, wealth: Wealth): Promise<void> {
      const { points = 0, principalMinor = 0, bonusMinor = 0 } = wealth;
      if (points > 0) {
        const path = `/members/${memberId}/points/correct`;
        ok(await shop.api("POST", path, { points, reason: "test" }), 204);
      }
      if (principalMinor === 0) return;
      await t.ctx((ctx) => creditStoredValue(ctx, {
        memberId, unitId: first, source: "top_up", sourceId: newId(), principalMinor, bonusMinor,
      }));
    },
    /** Every balance of the member, and each of their vouchers by its offer. */
    async wealth({ memberId }: LoopMember) {
      const balances = await rows(
        `select a.kind, a.unit, coalesce(a.balance, (select sum(p.amount) from wallet.postings p
            where p.brand_id = a.brand_id and p.account_id = a.account_id), 0)::bigint as balance
         from wallet.accounts a where a.brand_id = $1 and a.owner_id = $2 order by 1, 2`,
        [t.brandId, memberId],
      );
      const vouchers = await rows(
        `select offer_id, uses_left from wallet.vouchers where brand_id = $1 and member_id = $2
         and recalled_at is null order by 1, 2`,
        [t.brandId, memberId],
      );
      const lots = await rows(
        `select sum(principal_left)::bigint as principal, sum(bonus_left)::bigint as bonus
         from wallet.stored_lots where brand_id = $1 and member_id = $2`,
        [t.brandId, memberId],
      );
      const kept = balances.filter((one) => one.balance !== 0);
      return { balances: kept, vouchers, lots };
    },
    /** What the store and the brand hold in money, by account. */
    async books(): Promise<Record<string, number>> {
      const found = await rows(
        `select a.kind, coalesce(sum(p.amount), 0)::bigint as balance from wallet.accounts a
         left join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
         where a.brand_id = $1 and a.kind in ('sales', 'at_till', 'at_provider', 'by_stored_value',
           'stored_spent', 'points_spent') group by a.kind`,
        [t.brandId],
      );
      return Object.fromEntries(found.map((one) => [one.kind, one.balance]));
    },
  };
}

/** Books after, less books before; accounts that did not move are left out. */
export function moved(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const kinds = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)] as const)
      .filter(([, change]) => change !== 0),
  );
}
