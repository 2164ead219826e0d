// Goods that stand beside the item in the carts that the guard tries.
import type { CartLine } from "./cart.ts";
import type { Minor, Scope } from "./model.ts";
import { type GuardItem, inScope } from "./worst-case-effect.ts";

type Attributes = Pick<GuardItem, "categoryIds" | "brandLabel" | "tags">;

export interface Wanted {
  /** It must be in all of these … */
  readonly ins: readonly Scope[];
  /** … in none of these … */
  readonly outs: readonly Scope[];
  /** … and, if that can be had, in none of these either. */
  readonly rather: readonly Scope[];
}

const fits = (good: GuardItem, { ins, outs }: Wanted): boolean =>
  ins.every((scope) => inScope(scope, good)) && !outs.some((scope) => inScope(scope, good));

const best = (goods: readonly GuardItem[], wanted: Wanted): GuardItem | null => {
  const fitting = goods.filter((good) => fits(good, wanted));
  const free = fitting.find((good) => !wanted.rather.some((scope) => inScope(scope, good)));
  return free ?? fitting[0] ?? null;
};

/** One name of every scope, without those that only another product could have. */
function namesOf(scopes: readonly Scope[]): Attributes[] {
  const categoryIds: string[] = [];
  const tags: string[] = [];
  let brandLabel: string | null = null;
  for (const scope of scopes) {
    if (scope.tags?.[0] !== undefined) tags.push(scope.tags[0]);
    else if (scope.categories?.[0] !== undefined) categoryIds.push(scope.categories[0]);
    else if (scope.brands?.[0] !== undefined) brandLabel ??= scope.brands[0];
  }
  return [{ categoryIds, tags, brandLabel }, { categoryIds: [], tags: [], brandLabel: null }];
}

/** A good that no catalogue has, in the scopes that are wanted; null where there can be none. */
export function madeUp(
  item: GuardItem,
  productId: string,
  listMinor: Minor,
  wanted: Wanted,
): GuardItem | null {
  const { categoryIds = [], brandLabel = null, tags = [] } = item;
  const looks: Attributes[] = [...namesOf(wanted.ins), { categoryIds, brandLabel, tags }];
  const named = wanted.ins.flatMap((scope) => scope.products?.slice(0, 5) ?? []);
  const ids = [productId, ...named.filter((id) => id !== item.productId)];
  const tries = ids.flatMap((id) =>
    looks.map((look): GuardItem => ({ productId: id, listMinor, ...look })));
  return best(tries, wanted);
}

/** The real goods that are wanted, the cheapest first. */
export function realGoods(goods: readonly GuardItem[], wanted: Wanted): GuardItem[] {
  return goods
    .filter((good) => fits(good, wanted))
    .sort((a, b) => a.listMinor - b.listMinor || (a.productId < b.productId ? -1 : 1));
}

export const lineOf = (good: GuardItem, lineId: string, quantity: number): CartLine => ({
  ...good,
  lineId,
  quantity,
});
