import type { Benefit, OfferTerms, Scope } from "#packages/pricing/index.ts";

/** What a cart makes of a plain voucher; null: only a counter can honour it. */
export function cartRule(
  { benefit, thresholdMinor, productScope }: OfferTerms,
  products: readonly string[],
): { readonly scope: Scope; readonly benefit: Benefit } | null {
  const scope: Scope = productScope === "list" ? { products } : {};
  const from = thresholdMinor === null ? {} : { fromMinor: thresholdMinor };
  const tier = (give: Extract<Benefit, { kind: "tiers" }>["tiers"][number]["give"]) => ({
    scope,
    benefit: {
      kind: "tiers" as const,
      base: "after_items" as const,
      tiers: [{ ...from, give }],
    },
  });
  switch (benefit.kind) {
    case "amount_off":
      return tier({ kind: "amount", amountMinor: benefit.amountMinor });
    case "percent_off":
      return tier({ kind: "percent", bps: benefit.bps, capMinor: benefit.capMinor });
    case "gift": {
      const { label, valueMinor, productIds } = benefit;
      const productId = productIds[0] ?? null;
      return tier({ kind: "gifts", gifts: [{ productId, label, quantity: 1, valueMinor }] });
    }
    case "exchange":
      return exchangeRule(benefit, thresholdMinor, scope);
    case "unstated":
    case "cart_only":
      return null;
  }
}

function exchangeRule(
  { productIds, payMinor }: Extract<OfferTerms["benefit"], { kind: "exchange" }>,
  thresholdMinor: number | null,
  scope: Scope,
) {
  const goods = { products: productIds };
  if (thresholdMinor === null) {
    return { scope: goods, benefit: { kind: "exchange" as const, units: 1, payMinor } };
  }
  const benefit = {
    kind: "add_on" as const,
    goods,
    unitMinor: payMinor,
    maxUnits: 1,
    base: "after_items" as const,
    fromMinor: thresholdMinor,
  };
  return { scope, benefit };
}
