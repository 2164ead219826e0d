import { memberById } from "#modules/members/index.ts";
import { getStore } from "#modules/stores/index.ts";
import {
  type Facts, type HeldVoucher, momentOf, type Options, price, tellLines,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { type AskedLine, cartLines, suggestGoods } from "./cart-lines.ts";
import { bookOffers, draftVersions, indexBook, type LiveBook, liveBook } from "./offer-book.ts";
import { explained } from "./price-answer.ts";
import { priceFacts } from "./price-facts.ts";
import type { TrialPrice } from "./priced-schema.ts";
import { saleOf } from "./sale-of.ts";

export interface TrialInput {
  readonly storeId?: string | null | undefined;
  readonly channelId?: string | null | undefined;
  readonly atMs?: number | undefined;
  readonly member?: { readonly memberId?: string | null | undefined } | null | undefined;
  readonly segments?: readonly string[] | undefined;
  readonly firstOrder?: boolean | undefined;
  readonly vouchersOfOfferIds?: readonly string[] | undefined;
  readonly lines: readonly AskedLine[];
  readonly deliveryMinor?: number | undefined;
  readonly points?: Facts["points"] | undefined;
  readonly storedValueMinor?: number | undefined;
  readonly withDrafts?: boolean | undefined;
  readonly draftOfferIds?: readonly string[] | undefined;
  readonly choose?: readonly string[] | undefined;
  readonly explainAll?: boolean | undefined;
}

/** The live offers with drafts in place of what they would replace. */
async function bookOf(ctx: Context, input: TrialInput): Promise<LiveBook> {
  const live = await liveBook(ctx);
  const { withDrafts, draftOfferIds = [] } = input;
  if (!withDrafts && draftOfferIds.length === 0) return live;
  const rows = await draftVersions(ctx, draftOfferIds.length > 0 ? draftOfferIds : null);
  const drafts = await bookOffers(ctx, rows);
  const replaced = new Set(drafts.map((one) => one.offerId));
  const kept = live.offers.filter((one) => !replaced.has(one.engine.offerId));
  return indexBook(live.policy, [...kept, ...drafts]);
}

/** Vouchers that the trial supposes in the member's hand: `trial:` and the offer's id. */
function supposed(book: LiveBook, offerIds: readonly string[]): HeldVoucher[] {
  return offerIds.map((offerId, number) => {
    if (book.byKey.get(offerId)?.engine.trigger !== "voucher") {
      throw refuse("trial_no_voucher", { offerId });
    }
    const again = offerIds.indexOf(offerId) < number ? `:${number}` : "";
    return { voucherId: `trial:${offerId}${again}`, offerId, usesLeft: 1 };
  });
}

async function factsOf(
  ctx: Context,
  book: LiveBook,
  input: TrialInput,
  at: Temporal.Instant,
): Promise<Facts> {
  const { storeId = null, channelId, segments, firstOrder, points, storedValueMinor } = input;
  const memberId = input.member?.memberId ?? null;
  if (memberId && !(await memberById(ctx, memberId))) throw refuse("member_unknown");
  const known = await priceFacts(ctx, book, { memberId, storeId, at });
  const member = input.member && !memberId ? ["member"] : [];
  const vouchers = supposed(book, input.vouchersOfOfferIds ?? []);
  return {
    ...known,
    ...(channelId === undefined ? {} : { channelId }),
    segments: segments ?? [...member, ...(known.segments ?? [])],
    vouchers: [...(known.vouchers ?? []), ...vouchers],
    ...(firstOrder === undefined ? {} : { firstOrder }),
    ...(points ? { points } : {}),
    ...(storedValueMinor === undefined ? {} : { storedValueMinor }),
  };
}

/** Prices a cart that staff make up: another moment, member, store, price, with drafts. */
export async function trialPrice(ctx: Context, input: TrialInput): Promise<TrialPrice> {
  if (input.storeId) await getStore(ctx, input.storeId);
  const at =
    input.atMs === undefined ? ctx.now : Temporal.Instant.fromEpochMilliseconds(input.atMs);
  const book = await bookOf(ctx, input);
  const facts = await factsOf(ctx, book, input, at);
  const sale = await saleOf(ctx, facts, at);
  const { lines, products } = await cartLines(ctx, input.lines, sale, at);
  const more = await suggestGoods(ctx, lines, sale, at);
  const { choose, explainAll, deliveryMinor } = input;
  const options: Options = {
    suggestions: more.goods,
    ...(choose ? { choose } : {}),
    ...(explainAll ? { explainAll } : {}),
  };
  const cart = {
    currency: ctx.brand.currency,
    lines,
    ...(deliveryMinor === undefined ? {} : { deliveryMinor }),
  };
  const now = momentOf(at.epochMilliseconds, ctx.brand.timeZone);
  const priced = price(cart, book.index, facts, now, options);
  const { answer, reader, offers } = await explained(ctx, book, priced, products, at);
  const { policy } = book;
  const told = tellLines({ cart, offers, policy, facts, now, options, priced }, reader);
  const lineSentences: Record<string, string[]> = {};
  for (const { lineId, sentences } of told) lineSentences[lineId] = [...sentences];
  return { ...answer, lineSentences };
}
