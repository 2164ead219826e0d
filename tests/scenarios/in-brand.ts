// The scenarios' shelf and offers in a brand, made through the API, and rows asked of trialPrice.
import type { Offer, Priced, Scope } from "#packages/pricing/index.ts";
import { question, type Question } from "#packages/pricing/scenarios/index.ts";
import { dayMs, nowMs } from "#packages/pricing/scenarios/read-given.ts";
import { shelf } from "#packages/pricing/scenarios/read-goods.ts";
import type { Row } from "#packages/pricing/scenarios/table.ts";
import type { TestApp } from "#tests/support/app.ts";

type Line = Question["cart"]["lines"][number];
type Call = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/**
 * The brand is made today, and prices and offers hold from then on: the scenarios' day is moved to
 * the same weekday of a coming week. Shanghai has no summer time.
 */
const weekMs = 7 * dayMs;
const laterMs = Math.ceil((Temporal.Now.instant().epochMilliseconds - nowMs) / weekMs + 1) * weekMs;

/** A product is what a row says of it: the same name at other prices is another product. */
const productKey = ({ productId, prices, floorMinor }: Line) =>
  [productId, prices?.member, prices?.activity, floorMinor].join(" ");

export interface Answered {
  /** With the names of the row in place of ids. */
  readonly priced: Priced;
  readonly sentences: Readonly<Record<"applied" | "notApplied" | "nextSteps", readonly string[]>>;
  readonly lineSentences: Readonly<Record<string, readonly string[]>>;
}

export interface ScenarioBrand {
  ask(row: Row): Promise<Answered>;
}

/** `rows` are all that will be asked: their goods are made first, in the order of their names. */
export async function scenarioBrand(
  app: TestApp, currency: string, rows: readonly Row[],
): Promise<ScenarioBrand> {
  const brand = await app.brand({ currency, sample: true });
  const call = async <Answer>(method: string, path: string, body?: unknown) => {
    const answer = await brand.api(method, `/api/${brand.key}${path}`, body);
    if (answer.status < 300) return answer.body as Answer;
    throw new Error(`${method} ${path}: ${JSON.stringify([answer.body, body])}`);
  };
  const names = new Map<string, string>();
  const products = await makeProducts(call, rows, names);
  const categories = new Map((await call<{
    items: { categoryId: string; name: string }[];
  }>("GET", "/categories")).items.map(({ name, categoryId }) => [name, categoryId]));
  const stores = new Map<string, string>();
  for (const code of ["s1", "s2", "s3", "s9"]) {
    const body = { code, name: `门店 ${code}`, role: "sales" };
    stores.set(code, (await call<{ storeId: string }>("POST", "/stores", body)).storeId);
  }
  const tree = await call<{ items: { unitId: string; kind: string }[] }>("GET", "/units");
  const root = tree.items.find(({ kind }) => kind === "group")!.unitId;
  const known: Known = { call, root, products, categories, stores, names };
  let policy = "";
  return {
    async ask(row) {
      const asked = question(row);
      const wanted = JSON.stringify(asked.policy);
      if (policy !== wanted) await call("PUT", "/stacking-policy", asked.policy);
      policy = wanted;
      return trial(known, asked);
    },
  };
}

interface Known {
  readonly call: Call;
  readonly root: string;
  readonly products: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly stores: ReadonlyMap<string, string>;
  /** From ids of the brand to names of the row. */
  readonly names: Map<string, string>;
}

/** Ids rise with the names, as the rows expect where two lines are alike. */
async function makeProducts(
  call: Call, rows: readonly Row[], names: Map<string, string>,
): Promise<Map<string, string>> {
  const lines = new Map<string, Line>();
  for (const row of rows) for (const line of question(row).cart.lines) {
    lines.set(productKey(line), line);
  }
  const products = new Map<string, string>();
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [number, [key, line]] of sorted.entries()) {
    const { brandLabel, tags = [], categoryIds = [] } = shelf[line.productId]!;
    const { productId } = await call<{ productId: string }>("POST", "/products", {
      externalCode: `P${number}`, name: line.productId, brandLabel: brandLabel ?? "",
      category: [...categoryIds].reverse().join(" > "), tags,
    });
    products.set(key, productId);
    names.set(productId, line.productId);
    const { member, activity } = line.prices ?? {};
    const prices = { list: line.listMinor, member, activity, floor: line.floorMinor };
    for (const [kind, amountMinor] of Object.entries(prices)) {
      if (amountMinor === undefined || amountMinor === null) continue;
      await call("POST", `/products/${productId}/prices`, { kind, amountMinor });
    }
  }
  return products;
}

async function trial(known: Known, asked: Question): Promise<Answered> {
  const { cart, facts, now, options } = asked;
  const ids = await makeOffers(known, asked);
  const held = (facts.vouchers ?? []).map(({ offerId }) => ids.get(offerId)!);
  const choose = options.choose?.map((name) => chosenId(name, ids));
  const answer = await known.call<Answered>("POST", "/prices/trial", {
    ...(facts.storeId ? { storeId: known.stores.get(facts.storeId) } : {}),
    ...(facts.channelId ? { channelId: channelIds[facts.channelId] } : {}),
    atMs: now.atMs + laterMs,
    segments: facts.segments ?? [],
    ...(facts.firstOrder === undefined ? {} : { firstOrder: facts.firstOrder }),
    vouchersOfOfferIds: held,
    lines: cart.lines.map((line) => ({
      lineId: line.lineId, productId: known.products.get(productKey(line)),
      quantity: line.quantity, unitMinor: line.listMinor,
    })),
    ...(cart.deliveryMinor === undefined ? {} : { deliveryMinor: cart.deliveryMinor }),
    ...(facts.points ? { points: facts.points } : {}),
    ...(facts.storedValueMinor === undefined ? {} : { storedValueMinor: facts.storedValueMinor }),
    draftOfferIds: [...ids.values()],
    ...(choose ? { choose } : {}),
    ...(options.explainAll ? { explainAll: true } : {}),
  });
  return { ...answer, priced: named(answer.priced, known.names) };
}

const channelIds: Readonly<Record<string, string>> = {
  h1: "01890000-0000-7000-8000-000000000001", h2: "01890000-0000-7000-8000-000000000002",
};

/** "S-2" is the second voucher of S in the member's hand. */
function chosenId(name: string, ids: ReadonlyMap<string, string>): string {
  const [offer, number] = name.split("-");
  const offerId = ids.get(offer!) ?? name;
  if (number === undefined) return offerId;
  return number === "1" ? `trial:${offerId}` : `trial:${offerId}:${Number(number) - 1}`;
}

/** Drafts of the row's offers: the older first, but those that others name before those. */
async function makeOffers(known: Known, { cart, offers }: Question): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const named = (one: Offer) =>
    typeof one.joins === "object" ? one.joins.only.filter((id) => /^[A-Z]/.test(id)) : [];
  const waiting = [...offers].sort((a, b) => a.sinceMs - b.sinceMs);
  while (waiting.length > 0) {
    const at = waiting.findIndex((one) => named(one).every((id) => ids.has(id)));
    if (at < 0) throw new Error("offers that name each other");
    const [offer] = waiting.splice(at, 1);
    const { offerId } = await known.call<{ offerId: string }>(
      "POST", "/offers", offerBody(known, offer!, cart.lines, ids),
    );
    ids.set(offer!.offerId, offerId);
    known.names.set(offerId, offer!.offerId);
  }
  return ids;
}

function offerBody(
  known: Known, offer: Offer, lines: readonly Line[], ids: ReadonlyMap<string, string>,
): object {
  const { offerId, name, sinceMs: _since, trigger, payers, when, joins, scope, ...rest } = offer;
  const { fromMs, toMs, stores, channels, ...conditions } = when;
  const { benefit } = rest;
  const here = (one: Scope) => scopeHere(known, one, lines);
  const rule = {
    ...rest,
    benefit: {
      ...benefit,
      ...("goods" in benefit ? { goods: here(benefit.goods) } : {}),
      ...("getScope" in benefit && benefit.getScope ? { getScope: here(benefit.getScope) } : {}),
      ...("parts" in benefit
        ? { parts: benefit.parts.map((part) => ({ ...part, scope: here(part.scope) })) } : {}),
    },
    scope: here(scope),
    ...(joins === undefined ? {} : {
      joins: typeof joins === "object"
        ? { only: joins.only.map((id) => ids.get(id) ?? id) } : joins,
    }),
    when: {
      ...conditions,
      ...(typeof fromMs === "number" ? { fromDay: dayOf(fromMs) } : {}),
      // The last day is inside: what ends at this instant is over on the day before.
      ...(typeof toMs === "number" ? { toDay: dayOf(toMs - dayMs) } : {}),
      ...(stores ? { stores: stores.map((code) => known.stores.get(code)) } : {}),
      ...(channels ? { channels: channels.map((code) => channelIds[code]) } : {}),
    },
  };
  return {
    unitId: known.root, stores: { unitId: known.root }, title: name || offerId,
    trigger, payers, rule,
    ...(trigger === "voucher" ? { validity: { kind: "days", days: 30 } } : {}),
  };
}

const dayOf = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms + laterMs)
  .toZonedDateTimeISO("Asia/Shanghai").toPlainDate().toString();

function scopeHere(known: Known, scope: Scope, lines: readonly Line[]): Scope {
  const { except, ...named } = scope;
  return {
    ...listsHere(known, named, lines),
    ...(except ? { except: listsHere(known, except, lines) } : {}),
  };
}

/** A product of the row's own cart, else any of that name. */
function listsHere(
  known: Known, { products, categories, brands, tags }: Omit<Scope, "except">,
  lines: readonly Line[],
): Omit<Scope, "except"> {
  const idsOf = (name: string) => {
    const own = lines.filter(({ productId }) => productId === name);
    if (own.length > 0) return own.map((line) => known.products.get(productKey(line))!);
    const any = [...known.products].find(([key]) => key.startsWith(`${name} `));
    return any ? [any[1]] : ["01890000-0000-7000-8000-000000000009"];
  };
  return {
    ...(products ? { products: products.flatMap(idsOf) } : {}),
    ...(categories ? { categories: categories.map((one) => known.categories.get(one)!) } : {}),
    ...(brands ? { brands } : {}),
    ...(tags ? { tags } : {}),
  };
}

function named(priced: Priced, names: ReadonlyMap<string, string>): Priced {
  const text = JSON.stringify(priced)
    .replace(/trial:([0-9a-f-]{36})(?::(\d+))?/g, (_, id: string, again?: string) =>
      `${names.get(id) ?? id}-${Number(again ?? 0) + 1}`)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? id);
  return JSON.parse(text) as Priced;
}
