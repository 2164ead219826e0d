import { cartGoods } from "#modules/catalogue/index.ts";
import { type Offer, type Priced, type Reader, tell } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import type { NamedProduct } from "./cart-lines.ts";
import type { BookedOffer, LiveBook } from "./offer-book.ts";
import type { PriceAnswer } from "./priced-schema.ts";

/** Offers that the answer speaks of. */
function offerKeys({ applied, notApplied, nextSteps }: Priced): Set<string> {
  const others = notApplied.flatMap(({ reason }) =>
    reason.kind === "not_with" ? reason.offerIds : [],
  );
  const spoken = [...applied, ...notApplied, ...nextSteps].map((one) => one.offerId);
  return new Set([...spoken, ...others]);
}

async function allProducts(
  ctx: Context,
  { gifts, nextSteps }: Priced,
  known: ReadonlyMap<string, NamedProduct>,
): Promise<ReadonlyMap<string, NamedProduct>> {
  const added = nextSteps.flatMap((step) => step.add ?? []);
  const ids = [...gifts, ...added].flatMap(({ productId }) => productId ?? []);
  const missing = [...new Set(ids)].filter((id) => !known.has(id));
  const found = await cartGoods(ctx, missing.map((productId) => ({ productId })));
  return new Map([...known, ...[...found.values()].map((one) => [one.productId, one] as const)]);
}

function readerOf(
  ctx: Context,
  spoken: readonly BookedOffer[],
  products: ReadonlyMap<string, NamedProduct>,
  at: Temporal.Instant,
): Reader {
  return {
    lang: ctx.lang,
    currency: ctx.brand.currency,
    timeZone: ctx.brand.timeZone,
    nowMs: at.epochMilliseconds,
    offers: Object.fromEntries(spoken.map(({ engine }) => [engine.offerId, engine])),
    products: Object.fromEntries(products),
  };
}

/** What nobody holds of a version that is no more live is no news. */
function withoutOlder(priced: Priced, book: LiveBook): Priced {
  const notApplied = priced.notApplied.filter(({ offerId, voucherId }) => {
    const older = book.byKey.get(offerId)?.offerId !== offerId;
    return voucherId !== null || !older;
  });
  return { ...priced, notApplied };
}

/** The engine's ids of older versions become the ids of their offers. */
function publicIds<Answer>(answer: Answer, book: LiveBook): Answer {
  const text = JSON.stringify(answer);
  if (!text.includes("~")) return answer;
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" ? (book.byKey.get(value)?.offerId ?? value) : value,
  ) as Answer;
}

export interface Explained {
  readonly answer: PriceAnswer;
  readonly reader: Reader;
  /** Offers that the answer speaks of. */
  readonly offers: readonly Offer[];
}

/** A price with the names and the sentences that a person reads beside it. */
export async function explained(
  ctx: Context,
  book: LiveBook,
  given: Priced,
  known: ReadonlyMap<string, NamedProduct>,
  at: Temporal.Instant,
): Promise<Explained> {
  const priced = withoutOlder(given, book);
  const products = await allProducts(ctx, priced, known);
  const spoken = [...offerKeys(priced)].flatMap((key) => book.byKey.get(key) ?? []);
  const reader = readerOf(ctx, spoken, products, at);
  const { applied, notApplied, nextSteps } = tell(priced, reader);
  const names = spoken.map(({ offerId, title, titleEn }) => [offerId, { title, titleEn }] as const);
  const plain = [...products].map(([id, { name, nameEn, externalCode }]) => [
    id,
    { name, nameEn, externalCode },
  ]);
  const answer = {
    priced: publicIds(priced, book) as PriceAnswer["priced"],
    names: Object.fromEntries(names),
    products: Object.fromEntries(plain) as PriceAnswer["products"],
    sentences: {
      applied: [...applied],
      notApplied: [...notApplied],
      nextSteps: [...nextSteps],
    },
  };
  return { answer, reader, offers: spoken.map(({ engine }) => engine) };
}
