import type { Category, StackingPolicy } from "#packages/pricing/browser.ts";

export type Apart = "together" | "line" | "cart";

type Policy = Required<StackingPolicy>;

/** How two categories meet: both apply, not on one line, not in one cart. */
export function apartOf(policy: Policy, a: Category, b: Category): Apart {
  return pairOf(policy, a, b)?.per ?? "together";
}

function pairOf(policy: Policy, a: Category, b: Category) {
  return policy.apart.find(
    (one) => (one.a === a && one.b === b) || (one.a === b && one.b === a),
  );
}

const following: Readonly<Record<Apart, Apart>> = {
  together: "line",
  line: "cart",
  cart: "together",
};

/** The next way for two categories to meet. */
export function turnPair(policy: Policy, a: Category, b: Category): Policy {
  const next = following[apartOf(policy, a, b)];
  const others = policy.apart.filter((one) => one !== pairOf(policy, a, b));
  return { ...policy, apart: next === "together" ? others : [...others, { a, b, per: next }] };
}

/** One category earlier (−1) or later (+1); unchanged at the ends. */
export function move(policy: Policy, category: Category, by: -1 | 1): Policy {
  const order = [...policy.order];
  const from = order.indexOf(category);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return policy;
  order.splice(from, 1);
  order.splice(to, 0, category);
  return { ...policy, order };
}

/** Whether two policies say the same, however their pairs are written down. */
export function samePolicy(one: Policy, other: Policy): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(policy: Policy) {
  return {
    order: policy.order,
    apart: policy.apart.map(({ a, b, per }) => `${[a, b].sort().join(" ")} ${per}`).sort(),
    groups: policy.groups.map(({ group, per }) => `${group} ${per}`).sort(),
  };
}
