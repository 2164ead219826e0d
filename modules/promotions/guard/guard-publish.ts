import { countFloored } from "#modules/catalogue/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import type { Breach } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { getVersion } from "../queries.ts";
import { checkGoods } from "./check-goods.ts";
import { checkReference } from "./check-reference.ts";
import { checkWords } from "./check-words.ts";
import { type GuardedGoods, liveStack, type Stack, stackWith } from "./sources.ts";

export const inLang = (ctx: Context, zh: string, en: string | null): string =>
  ctx.lang === "en" ? (en ?? zh) : zh;

function belowFloor(ctx: Context, stack: Stack, { item, found }: Breach<GuardedGoods>): Refusal {
  const money = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
  const titles = found.steps.map(({ offerId }) => {
    const offer = stack.byKey.get(offerId);
    return offer ? inLang(ctx, offer.title, offer.titleEn) : offerId;
  });
  return refuse("offer_below_floor", {
    productId: item.productId,
    productName: inLang(ctx, item.name, item.nameEn),
    floorMinor: item.floorMinor,
    attainableMinor: found.attainableMinor,
    floor: money(item.floorMinor),
    attainable: money(found.attainableMinor),
    offers: titles.join(" + "),
    offerIds: found.steps.map(({ offerId }) => offerId),
  });
}

/**
 * Refuses to publish the draft of an offer whose text holds forbidden words, that crosses out a
 * price raised too lately, or with which a member can get a product below its floor.
 */
export async function guardPublish(ctx: Context, offerId: string, version: number): Promise<void> {
  const said = await getVersion(ctx, offerId, version);
  const words = checkWords(said);
  if (words.block.length > 0) throw refuse("offer_words_banned", { words: words.block.join("、") });
  // A plain voucher crosses no price out; without floors there is nothing that it could break.
  if (said.rule === null && (await countFloored(ctx)) === 0) return;
  const asked = await stackWith(ctx, offerId);
  if (!asked) return;
  const [raised] = await checkReference(ctx, asked.offer.engine);
  if (raised) {
    const money = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
    throw refuse("offer_reference_price", {
      productId: raised.productId,
      productName: inLang(ctx, raised.name, raised.nameEn),
      days: raised.days,
      allowed: money(raised.allowedMinor),
      list: money(raised.listMinor),
      allowedMinor: raised.allowedMinor,
      listMinor: raised.listMinor,
    });
  }
  const [worst] = (await checkGoods(ctx, asked.stack, asked.offer.engine)).breaches;
  if (worst) throw belowFloor(ctx, asked.stack, worst);
}

/**
 * The same for an offer that applies again after a pause, once it is among the live ones: what was
 * published meanwhile did not count with it.
 */
export async function guardResume(ctx: Context, offerId: string): Promise<void> {
  const stack = await liveStack(ctx);
  const offer = stack.byKey.get(offerId);
  const [worst] = offer ? (await checkGoods(ctx, stack, offer.engine)).breaches : [];
  if (worst) throw belowFloor(ctx, stack, worst);
}
