import { type Static, Type as T } from "typebox";
import { permit } from "#modules/organisation/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { type Breach, isBelow, worstCase } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { Id, Minor, Nullable } from "#platform/schema.ts";
import { getOfferRow, getVersion } from "../queries.ts";
import { checkGoods } from "./check-goods.ts";
import { checkReference } from "./check-reference.ts";
import { checkWords } from "./check-words.ts";
import { inLang } from "./guard-publish.ts";
import { stackIn } from "./regions.ts";
import { bookOf, type GuardedGoods, type Stack, stackWith } from "./sources.ts";
import { namesIn, worstView, WorstSchema } from "./view.ts";
import { breathe } from "./unhurried.ts";

const ProblemSchema = T.Object({
  code: T.Union([
    T.Literal("below_floor"),
    T.Literal("words_banned"),
    T.Literal("words_doubtful"),
    T.Literal("reference_price"),
  ]),
  /** False: a hint; publishing is not refused for it. */
  stops: T.Boolean(),
  sentence: T.String(),
  params: T.Object({
    productIds: T.Optional(T.Array(Id)),
    words: T.Optional(T.Array(T.String())),
    listVersion: T.Optional(T.Integer()),
  }),
});
type Problem = Static<typeof ProblemSchema>;

/** What the offer's lowest price would be if it were kept apart from another. */
const WithoutSchema = T.Object({
  offerId: Id,
  title: T.String(),
  titleEn: Nullable(T.String()),
  attainableMinor: Minor,
  holds: T.Boolean(),
});

export const CheckAnswer = T.Object({
  ok: T.Boolean(),
  problems: T.Array(ProblemSchema),
  worst: T.Array(T.Object({ ...WorstSchema.properties, without: T.Array(WithoutSchema) })),
  /** Products below their floor; `worst` shows the first of them. */
  breaches: T.Integer(),
  checked: T.Integer(),
  exact: T.Boolean(),
});

const mostShown = 20;
const mostWithout = 5;

const say = (ctx: Context, zh: string, en: string): string => (ctx.lang === "en" ? en : zh);

function wordProblems(ctx: Context, words: ReturnType<typeof checkWords>): Problem[] {
  const { block, warn, version: listVersion } = words;
  const problems: Problem[] = [];
  if (block.length > 0) {
    problems.push({
      code: "words_banned",
      stops: true,
      sentence: say(ctx, `广告法禁止的用语：${block.join("、")}`,
        `Forbidden in advertisements: ${block.join(", ")}`),
      params: { words: [...block], listVersion },
    });
  }
  if (warn.length > 0) {
    problems.push({
      code: "words_doubtful",
      stops: false,
      sentence: say(ctx, `需要有依据的用语：${warn.join("、")}`,
        `These words need a proof: ${warn.join(", ")}`),
      params: { words: [...warn], listVersion },
    });
  }
  return problems;
}

async function referenceProblems(ctx: Context, offer: Parameters<typeof checkReference>[1]) {
  const raised = await checkReference(ctx, offer);
  const money = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
  return raised.slice(0, mostShown).map((one): Problem => {
    const name = inLang(ctx, one.name, one.nameEn);
    return {
      code: "reference_price",
      stops: true,
      sentence: say(
        ctx,
        `“${name}”近 ${one.days} 天内最低卖 ${money(one.allowedMinor)}，划线价不能用 ${money(one.listMinor)}`,
        `“${name}” was ${money(one.allowedMinor)} within the last ${one.days} days: ` +
          `${money(one.listMinor)} cannot be crossed out`,
      ),
      params: { productIds: [one.productId] },
    };
  });
}

/** What it would come to apart from each of the other offers in turn: what to change. */
async function withoutEach(
  ctx: Context,
  stack: Stack,
  withOffer: string,
  { item, found }: Breach<GuardedGoods>,
) {
  const others = new Set(found.steps.map((step) => step.offerId));
  others.delete(withOffer);
  const keys = [...others].slice(0, mostWithout);
  const here = stackIn(stack, item.region);
  const { options } = bookOf(ctx, here, [], { budget: 500, withOffer });
  const answers = [];
  for (const key of keys) {
    const offer = stack.byKey.get(key);
    if (!offer) continue;
    await breathe();
    const rest = here.offers.filter((one) => one.engine.offerId !== key);
    const next = worstCase(item, rest.map((one) => one.engine), stack.policy, options);
    const { offerId, title, titleEn } = offer;
    const { attainableMinor } = next;
    const holds = !isBelow(next, item.floorMinor);
    answers.push({ offerId, title, titleEn, attainableMinor, holds });
  }
  return answers;
}

/**
 * What publishing the offer's draft (or keeping its live version) would be refused for: the worst
 * products with the cart that gets there. Changes nothing.
 */
export async function checkOffer(
  ctx: Context,
  offerId: string,
): Promise<Static<typeof CheckAnswer>> {
  const row = await getOfferRow(ctx, offerId);
  await permit(ctx, "offers.read", row.unit_id);
  const version = await getVersion(ctx, offerId, row.draft_version ?? row.live_version ?? 1);
  const problems = wordProblems(ctx, checkWords(version));
  const asked = await stackWith(ctx, offerId);
  if (!asked) {
    const ok = problems.every((one) => !one.stops);
    return { ok, problems, worst: [], breaches: 0, checked: 0, exact: true };
  }
  const { stack, offer } = asked;
  if (row.draft_version !== null) problems.push(...(await referenceProblems(ctx, offer.engine)));
  const { breaches, checked, exact } = await checkGoods(ctx, stack, offer.engine);
  const shown = breaches.slice(0, mostShown);
  const names = await namesIn(ctx, shown.map(({ found }) => found.cart));
  const worst = [];
  for (const breach of shown) {
    const { item, found } = breach;
    const { now, facts } = found;
    const combination = { ...found, atMs: now.atMs, storeId: facts.storeId ?? null };
    const { productId, variantId, listMinor, floorMinor } = item;
    const { attainableMinor, paidMinor, quantity } = found;
    const amounts = { productId, variantId, listMinor, floorMinor, attainableMinor, paidMinor };
    const view = worstView(ctx, { ...amounts, quantity, combination }, stack, names);
    const without = await withoutEach(ctx, stack, offer.engine.offerId, breach);
    worst.push({ ...view, without });
  }
  if (breaches.length > 0) {
    problems.push({
      code: "below_floor",
      stops: true,
      sentence: say(ctx, `${breaches.length} 件商品会低于底价`,
        `${breaches.length} product(s) could be sold below the floor`),
      params: { productIds: worst.map((one) => one.productId) },
    });
  }
  const ok = problems.every((one) => !one.stops);
  return { ok, problems, worst, breaches: breaches.length, checked, exact };
}
