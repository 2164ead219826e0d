// The two peers, as directly as they can be called and without a database.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { SharedCart, SharedRule } from "./pricing-rules.ts";

// Named here, not where they are required: they are no packages of the product.
const medusaFile = "@medusajs/promotion/dist/services/promotion-module.js";
const jsonRulesPackage = "json-rules-engine";
const folder = path.join(import.meta.dirname, "peers");

/**
 * Takes a cart once and makes of it what the engine asks for, as ours is made outside of what is
 * timed; what it answers then computes the total in yuan, goods and delivery, as often as asked.
 */
export type Pricer = (cart: SharedCart) => () => Promise<number>;

/** Installs the peers of bench/peers/package-lock.json where they are not there yet. */
export function installPeers(): void {
  if (existsSync(path.join(folder, "node_modules/@medusajs/promotion/package.json"))) return;
  process.stderr.write("装入对照程序 / installing the peers, about 200 MB …\n");
  const done = spawnSync("npm", ["ci"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) throw new Error("npm ci in bench/peers did not succeed");
}

interface Action {
  readonly action: string;
  readonly amount?: number;
}

interface MedusaService {
  computeActions(
    codes: readonly string[],
    context: unknown,
    options: { prevent_auto_promotions: boolean },
    shared: unknown,
  ): Promise<readonly Action[]>;
}

/**
 * Medusa's own `computeActions` of its promotion module. Its repository is replaced by a list in
 * memory: either all promotions (each named by its code), or, `asked`, those that its query for
 * automatic promotions leaves over, as if that query took no time.
 */
export function medusa(rules: readonly SharedRule[], asked: boolean): Pricer {
  const require = createRequire(path.join(folder, "package.json"));
  const { default: Module } = require(medusaFile) as { default: { prototype: object } };
  const promotions = rules.map(promotionOf);
  return (cart) => {
    const context = contextOf(cart);
    const those = asked ? promotions.filter((_, at) => mayHold(rules[at]!, cart)) : promotions;
    const codes = those.map(({ code }) => code);
    const service = Object.assign(Object.create(Module.prototype) as MedusaService, {
      baseRepository_: { getFreshManager: () => ({}) },
      listActivePromotions_: () => Promise.resolve(those),
    });
    const options = { prevent_auto_promotions: true };
    return async () => {
      const actions = await service.computeActions(codes, context, options, {});
      let total = context.subtotal + cart.delivery;
      for (const { amount } of actions) total -= amount ?? 0;
      return total;
    };
  };
}

/** Its query tests conditions and targets against the attributes of the cart. */
function mayHold(rule: SharedRule, { lines }: SharedCart): boolean {
  if (rule.kind === "category_percent") {
    return lines.some(({ category }) => category === rule.category);
  }
  if (rule.kind === "product_amount") return lines.some(({ product }) => product === rule.product);
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0) >= rule.from;
}

function contextOf({ lines, delivery }: SharedCart) {
  const items = lines.map(({ lineId, product, category, quantity, price }) => ({
    id: lineId,
    quantity,
    subtotal: price * quantity,
    original_total: price * quantity,
    is_discountable: true,
    product: { id: product, categories: [{ id: category }] },
  }));
  return {
    currency_code: "cny",
    subtotal: items.reduce((sum, item) => sum + item.subtotal, 0),
    items,
    shipping_methods: [{ id: "s", subtotal: delivery, original_total: delivery }],
  };
}

function promotionOf(rule: SharedRule, at: number) {
  const named = (attribute: string, operator: string, value: string | number) =>
    ({ attribute, operator, values: [{ value: String(value) }] });
  const method = {
    category_percent: { type: "percentage", target_type: "items", allocation: "each" },
    product_amount: { type: "fixed", target_type: "items", allocation: "each" },
    order_amount: { type: "fixed", target_type: "order", allocation: "across" },
    free_delivery: { type: "percentage", target_type: "shipping_methods", allocation: "across" },
  }[rule.kind];
  const target = rule.kind === "category_percent"
    ? [named("items.product.categories.id", "in", rule.category)]
    : rule.kind === "product_amount" ? [named("items.product.id", "in", rule.product)] : [];
  const value = rule.kind === "category_percent" ? rule.percent
    : rule.kind === "free_delivery" ? 100 : rule.amount;
  return {
    id: `o${at}`,
    code: `O${at}`,
    type: "standard",
    is_automatic: true,
    is_tax_inclusive: false,
    rules: "from" in rule ? [named("subtotal", "gte", rule.from)] : [],
    application_method: { ...method, value, max_quantity: 9_999, target_rules: target },
  };
}

interface JsonEngine {
  addRule(rule: object): void;
  run(facts: object): Promise<{ events: { params: { at: number } }[] }>;
}

/** json-rules-engine says which rules hold; what they take off, a few lines of ours add up. */
export function jsonRules(rules: readonly SharedRule[]): Pricer {
  const require = createRequire(path.join(folder, "package.json"));
  const { Engine } = require(jsonRulesPackage) as { Engine: new () => JsonEngine };
  const engine = new Engine();
  for (const [at, rule] of rules.entries()) {
    const event = { type: "o", params: { at } };
    engine.addRule({ conditions: { all: [conditionOf(rule)] }, event });
  }
  return (cart) => {
    const facts = factsOf(cart);
    return async () => {
      const { events } = await engine.run(facts);
      return totalOf(cart, rules, events.map(({ params }) => params.at));
    };
  };
}

function factsOf({ lines }: SharedCart): object {
  return {
    subtotal: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    products: lines.map(({ product }) => product),
    categories: lines.map(({ category }) => category),
  };
}

function totalOf(
  { lines, delivery }: SharedCart,
  rules: readonly SharedRule[],
  holding: readonly number[],
): number {
  const left = lines.map(({ price, quantity }) => price * quantity);
  let off = 0;
  for (const at of holding.toSorted((a, b) => a - b)) {
    const rule = rules[at]!;
    if (rule.kind === "free_delivery") off += delivery;
    if (rule.kind === "order_amount") off += rule.amount;
    for (const [place, line] of lines.entries()) {
      if (rule.kind === "category_percent" && line.category === rule.category) {
        left[place]! -= (left[place]! * rule.percent) / 100;
      }
      if (rule.kind === "product_amount" && line.product === rule.product) {
        left[place]! -= Math.min(left[place]!, rule.amount * line.quantity);
      }
    }
  }
  return left.reduce((sum, line) => sum + line, 0) + delivery - off;
}

function conditionOf(rule: SharedRule): object {
  if (rule.kind === "category_percent") {
    return { fact: "categories", operator: "contains", value: rule.category };
  }
  if (rule.kind === "product_amount") {
    return { fact: "products", operator: "contains", value: rule.product };
  }
  return { fact: "subtotal", operator: "greaterThanInclusive", value: rule.from };
}
