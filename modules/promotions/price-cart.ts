import { getStore } from "#modules/stores/index.ts";
import {
  momentOf, type Options, price, type Priced, tellNextStep,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { throttle } from "#platform/throttle.ts";
import { type AskedLine, cartLines, suggestGoods } from "./cart-lines.ts";
import { indexBook, liveBook } from "./offer-book.ts";
import { explained } from "./price-answer.ts";
import { priceFacts } from "./price-facts.ts";
import type { CartPrice } from "./priced-schema.ts";
import { saleOf } from "./sale-of.ts";

export interface CartInput {
  readonly storeId?: string | null | undefined;
  readonly lines: readonly AskedLine[];
  readonly choose?: readonly string[] | undefined;
}

/** A visitor changes a quantity twice a second at most; a robot may not use us as a calculator. */
async function throttled(ctx: Context): Promise<void> {
  const { actor } = ctx;
  const who =
    actor.kind === "member" ? `member:${actor.memberId}` : `address:${ctx.clientHash}`;
  const max = actor.kind === "member" ? 120 : 300;
  await throttle(ctx, { purpose: "cart_price", keys: [who], max, windowSeconds: 60 });
}

/** The best price of a visitor's or a member's cart now, with its explanation. */
export async function priceCart(ctx: Context, input: CartInput): Promise<CartPrice> {
  await throttled(ctx);
  const { storeId = null, choose } = input;
  if (storeId) await getStore(ctx, storeId);
  const at = ctx.recordedAt;
  const live = await liveBook(ctx);
  // Under the store's stop sign nothing is taken off there.
  const book = live.isStopped("store", storeId) ? indexBook(live.policy, []) : live;
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const facts = await priceFacts(ctx, book, { memberId, storeId, at });
  const sale = await saleOf(ctx, facts, at);
  const { lines, products } = await cartLines(ctx, input.lines, sale, at);
  const more = await suggestGoods(ctx, lines, sale, at);
  const options: Options = { suggestions: more.goods, ...(choose ? { choose } : {}) };
  const now = momentOf(at.epochMilliseconds, ctx.brand.timeZone);
  const cart = { currency: ctx.brand.currency, lines };
  const priced = price(cart, book.index, facts, now, options);
  const known = new Map([...more.products, ...products]);
  const named = used(known, products, priced.nextSteps);
  const { answer, reader } = await explained(ctx, book, priced, named, at);
  const member = memberId || choose
    ? null
    : price(cart, book.index, { ...facts, segments: ["member"] }, now);
  const nextStepsBrief = priced.nextSteps.map((step) =>
    tellNextStep({ ...step, add: null }, reader),
  );
  return { ...answer, nextStepsBrief, asMember: less(member, priced) };
}

/** What signing in would bring, only where it would. */
function less(member: Priced | null, visitor: Priced): CartPrice["asMember"] {
  if (!member) return null;
  const { totalMinor } = member.payable;
  return totalMinor < visitor.payable.totalMinor ? { totalMinor } : null;
}

/** Products of the lines and of the additions: not all that could have been suggested. */
function used<P>(
  known: ReadonlyMap<string, P>,
  own: ReadonlyMap<string, P>,
  steps: readonly { readonly add: readonly { readonly productId: string }[] | null }[],
): ReadonlyMap<string, P> {
  const ids = [...own.keys(), ...steps.flatMap((step) => step.add ?? []).map((a) => a.productId)];
  return new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) as P] as const] : [])));
}
