import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";

export interface CartOffers {
  readonly storeId: string;
  /** Offer ids by title. */
  readonly offers: ReadonlyMap<string, string>;
  /** Product ids by external code. */
  readonly products: ReadonlyMap<string, string>;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** A call of the console's own session, as its pages make it. */
export function ask<Answer>(boss: Person, asked: Asked): Promise<Answer> {
  return boss.page.evaluate(async ({ method, path, body }) => {
    const answer = await fetch(path, {
      method,
      headers: {
        "content-type": "application/json",
        "idempotency-key": Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
          byte.toString(16).padStart(2, "0")).join(""),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as never;
  }, asked);
}

type Rule = Record<string, unknown>;
const goodsOf = (...products: string[]) => ({ products });
const all = {};

/** What one store has on besides the brand's own offers: tiers, a gift, a second item cheaper. */
function rules(product: (code: string) => string): Record<string, Rule> {
  const tiers = (base: string, ...of: Rule[]) => ({ kind: "tiers", base, tiers: of });
  const amount = (fromMinor: number, amountMinor: number) => ({
    fromMinor,
    give: { kind: "amount", amountMinor },
  });
  const gift = {
    productId: product("CAKE-GH"), label: "桂花糕一份", quantity: 1, valueMinor: 1_800,
  };
  return {
    "冷萃第二件半价": {
      category: "item",
      scope: goodsOf(product("TEA-GHL")),
      benefit: { kind: "nth_off", n: 2, bps: 5_000 },
    },
    "秋日满减": {
      category: "order",
      scope: all,
      benefit: tiers("after_items", amount(10_000, 1_500), amount(20_000, 4_000)),
    },
    "全场九五折": {
      category: "order",
      scope: all,
      benefit: tiers("after_items", { fromMinor: 0, give: { kind: "percent", bps: 500 } }),
    },
    "满 88 赠桂花糕": {
      category: "gift",
      scope: all,
      benefit: tiers("after_items", { fromMinor: 8_800, give: { kind: "gifts", gifts: [gift] } }),
    },
    "清早茶点半价": {
      category: "item",
      scope: goodsOf(product("CAKE-GH")),
      when: { hours: [{ from: 240, to: 241 }] },
      benefit: { kind: "each_off", bps: 5_000 },
    },
  };
}

const english: Record<string, string> = {
  "冷萃第二件半价": "Second cold brew at half price",
  "秋日满减": "Autumn savings",
  "全场九五折": "5% off everything",
  "满 88 赠桂花糕": "A cake with 88 yuan",
  "清早茶点半价": "Early cake at half price",
  "湖滨满 60 减 9": "9 yuan off 60",
  "湖滨满 50 减 6": "6 yuan off 50",
};

/** Everything on for one store of the demo, made by whoever is signed in at the console. */
export async function putOn(boss: Person, storeCode: string): Promise<CartOffers> {
  const page = await ask<{ store: { storeId: string } }>(boss, {
    method: "GET", path: `/tea/api/stores/${storeCode}/page`,
  });
  const { storeId } = page.store;
  const { items } = await ask<{ items: { productId: string; externalCode: string }[] }>(boss, {
    method: "GET", path: "/api/tea/products?limit=100",
  });
  const products = new Map(items.map((one) => [one.externalCode, one.productId]));
  const product = (code: string): string => products.get(code) ?? assert.fail(code);
  const offers = new Map<string, string>();
  const publish = async (title: string, more: Rule): Promise<void> => {
    const { offerId } = await ask<{ offerId: string }>(boss, {
      method: "POST",
      path: "/api/tea/offers",
      body: {
        unitId: storeId,
        title,
        titleEn: english[title],
        stores: { storeIds: [storeId] },
        payers: [{ party: "store", bps: 10_000 }],
        ...more,
      },
    });
    await ask(boss, { method: "POST", path: `/api/tea/offers/${offerId}/publish`, body: {} });
    offers.set(title, offerId);
  };
  for (const [title, rule] of Object.entries(rules(product))) {
    await publish(title, { trigger: "automatic", rule });
  }
  for (const [title, thresholdMinor, amountMinor] of [
    ["湖滨满 60 减 9", 6_000, 900], ["湖滨满 50 减 6", 5_000, 600],
  ] as const) {
    await publish(title, {
      thresholdMinor,
      benefit: { kind: "amount_off", amountMinor },
      validity: { kind: "days", days: 30 },
    });
  }
  return { storeId, offers, products };
}
