import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Brand, Context, Lang } from "#platform/context.ts";
import { inBrand } from "#platform/db/driver.ts";
import { Refusal } from "#platform/errors.ts";
import { isUuid, newId, randomToken } from "#platform/ids.ts";
import { type HttpParts, langOf } from "#platform/http/register.ts";
import { keyedHash } from "#platform/secrets.ts";
import { sellsGoods } from "#modules/catalogue/index.ts";
import { recordTouch, resolveSourceCode, type Resolved } from "#modules/channels/index.ts";
import { openDraw } from "#modules/draws/index.ts";
import { maskedMember } from "#modules/members/index.ts";
import { logoUrl } from "#modules/media/index.ts";
import { openPresale } from "#modules/orders/index.ts";
import { composeStorePage } from "#modules/pages/index.ts";
import { listGoods, showGoods } from "#modules/promotions/index.ts";
import { myEntries, openRelease } from "#modules/releases/index.ts";
import { listPublic } from "#modules/reviews/index.ts";
import { getStore, storeByCode } from "#modules/stores/index.ts";
import { myVouchers } from "#modules/wallet/index.ts";
import { fillPage } from "./html.ts";
import { worksHere } from "./staff-apps.ts";

const open = { access: { kind: "public" } };
const visitorCookie = "bihuan_visitor";
const visitorShape = /^[A-Za-z0-9_-]{8,64}$/;

interface Visit {
  readonly parts: HttpParts;
  readonly brand: Brand;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly visitorId: string;
  readonly lang: Lang;
}

type StorePart = "goods" | "cart" | "checkout" | "till" | "book" | "reviews";
type Kind =
  | "store" | StorePart | "product" | "stores" | "flash" | "wallet" | "orders" | "card" | "mall"
  | "stored" | "draw" | "me" | "cards" | "stamp" | "right" | "bookings" | "apply"
  | "applications" | "door" | "code" | "gift"
  | "show" | "retired" | "not-found";

interface Shown {
  readonly kind: Kind;
  readonly title: string;
  readonly data: Record<string, unknown>;
  readonly touch: { readonly code: string | null; readonly storeId: string | null } | null;
}

interface ShownAtBrand extends Shown {
  /** There is something to put into a cart. */
  readonly sells: boolean;
}

/** One browser of one brand; the id says nothing about the person. */
function visitorOf(request: FastifyRequest, reply: FastifyReply, brand: Brand): string {
  const known = request.cookies[visitorCookie];
  if (known && visitorShape.test(known)) return known;
  const made = randomToken(18);
  reply.setCookie(visitorCookie, made, {
    path: `/${brand.key}`,
    httpOnly: true,
    sameSite: "lax",
    secure: request.protocol === "https",
    maxAge: 180 * 86_400,
  });
  return made;
}

async function withContext<T>(visit: Visit, run: (ctx: Context) => Promise<T>): Promise<T> {
  const { parts, brand, request, visitorId, lang } = visit;
  const now = parts.now();
  return inBrand(parts.app, brand.brandId, async (tx) => {
    const member = await parts.identities.member(tx, brand, request, now);
    return run({
      brand,
      actor: member ? { kind: "member", ...member } : { kind: "public", visitorId },
      grants: [],
      now,
      recordedAt: now,
      lang,
      requestId: request.id,
      tx,
      clientHash: keyedHash("client", request.ip).toString("base64url"),
      afterCommit: [],
    });
  });
}

async function memberData(ctx: Context): Promise<{ phoneMasked: string } | null> {
  if (ctx.actor.kind !== "member") return null;
  const { masked } = await maskedMember(ctx, ctx.actor.memberId);
  return { phoneMasked: masked };
}

const named = (lang: Lang, zh: string, en: string | null): string => (lang === "en" && en) || zh;

async function storeShown(ctx: Context, storeId: string, code: string | null): Promise<Shown> {
  const page = await composeStorePage(ctx, storeId, ctx.lang);
  const member = await memberData(ctx);
  const title = `${named(ctx.lang, page.store.name, page.store.nameEn)} · `
    + named(ctx.lang, ctx.brand.name, ctx.brand.nameEn);
  return {
    kind: "store",
    title,
    data: { ...page, member },
    touch: { code, storeId },
  };
}

/** Goods, cart, till or reviews of a store; the cart itself lies on the phone. */
async function storePartShown(ctx: Context, kind: StorePart, code: string): Promise<Shown> {
  const found = await storeByCode(ctx, code);
  if (!found || found.closedAt) return plainShown(ctx, "not-found");
  const { title, data } = await storeShown(ctx, found.storeId, null);
  const { store, member } = data;
  const goods = kind === "goods" ? { goods: await listGoods(ctx, code, {}) } : {};
  const said = kind === "reviews"
    ? { said: await listPublic(ctx, "store", found.storeId, { limit: 20 }) }
    : {};
  const touch = kind === "goods" ? { code: null, storeId: found.storeId } : null;
  return { kind, title, data: { store, member, ...goods, ...said }, touch };
}

const productShape = /^[0-9a-f-]{36}$/;

/**
 * One product of a store, what its buyers say, and its presale: a part that came later would push
 * the cart's button away from under a thumb. What is not shown leads back to the store's goods.
 */
async function productShown(ctx: Context, { code, productId = "" }: PageParams): Promise<Shown> {
  const goods = await storePartShown(ctx, "cart", code);
  if (goods.kind === "not-found" || !productShape.test(productId)) {
    return plainShown(ctx, "not-found");
  }
  const found = await storeByCode(ctx, code);
  const product = await showGoods(ctx, code, productId).catch((error: { code?: unknown }) => {
    if (error.code === "product_not_found") return null;
    throw error;
  });
  if (!product) return plainShown(ctx, "not-found");
  const brand = named(ctx.lang, ctx.brand.name, ctx.brand.nameEn);
  const parts = {
    said: await listPublic(ctx, "product", productId, { limit: 20 }),
    presale: await openPresale(ctx, productId),
  };
  return {
    kind: "product",
    title: `${named(ctx.lang, product.name, product.nameEn)} · ${brand}`,
    data: { ...goods.data, product, ...parts },
    touch: { code: null, storeId: found?.storeId ?? null },
  };
}

/** All that is said of a product; who reads it has been on the product's page or will be. */
async function productReviewsShown(ctx: Context, params: PageParams): Promise<Shown> {
  const shown = await productShown(ctx, params);
  return shown.kind === "product" ? { ...shown, kind: "reviews", touch: null } : shown;
}

async function plainShown(ctx: Context, kind: Kind, code: string | null = null): Promise<Shown> {
  const member = await memberData(ctx);
  const touched = kind === "stores" || kind === "retired";
  return {
    kind,
    title: named(ctx.lang, ctx.brand.name, ctx.brand.nameEn),
    data: { member },
    touch: touched ? { code, storeId: null } : null,
  };
}

/** The first page of the member's vouchers is in the answer: it can be read at once. */
async function walletShown(ctx: Context): Promise<Shown> {
  const shown = await plainShown(ctx, "wallet");
  if (ctx.actor.kind !== "member") return shown;
  const wallet = await myVouchers(ctx, ctx.actor.memberId, {});
  return { ...shown, data: { ...shown.data, wallet } };
}

/** A release, and what the member has in it: known before anything else is asked. */
async function releaseShown(ctx: Context, releaseId: string): Promise<Shown> {
  if (!isUuid(releaseId)) return plainShown(ctx, "not-found");
  const release = await openRelease(ctx, releaseId).catch((thrown: unknown) => {
    if (thrown instanceof Refusal && thrown.code === "release_not_found") return null;
    throw thrown;
  });
  if (!release) return plainShown(ctx, "not-found");
  const shown = await plainShown(ctx, "flash");
  const mine = ctx.actor.kind === "member" ? await myEntries(ctx, releaseId) : null;
  const title = `${named(ctx.lang, release.name, release.nameEn)} · ${shown.title}`;
  const touch = { code: null, storeId: null };
  return { ...shown, title, touch, data: { ...shown.data, release, mine } };
}

/** A draw with rules and odds is in the answer; who asks may be anybody. */
async function drawShown(ctx: Context, drawId: string): Promise<Shown> {
  try {
    if (!isUuid(drawId)) return await plainShown(ctx, "not-found");
    const draw = await openDraw(ctx, drawId);
    const shown = await plainShown(ctx, "draw");
    const title = `${named(ctx.lang, draw.name, draw.nameEn)} · ${shown.title}`;
    return { ...shown, title, data: { ...shown.data, draw } };
  } catch (error) {
    if (error instanceof Refusal) return plainShown(ctx, "not-found");
    throw error;
  }
}

async function landed(ctx: Context, found: Resolved | null, text: string): Promise<Shown> {
  if (!found) return plainShown(ctx, "not-found");
  const { target, unitId } = found.landing;
  const store = target !== "brand" && unitId ? await getStore(ctx, unitId) : null;
  if (store && !store.closedAt) return storeShown(ctx, store.storeId, text);
  return plainShown(ctx, found.retired ? "retired" : "stores", text);
}

/** The touch is written when the page is certain to be shown; a failing write does not hide it. */
async function touched(visit: Visit, shown: Shown): Promise<string | null> {
  if (!shown.touch) return null;
  const { parts, brand, request, visitorId, lang } = visit;
  const now = parts.now();
  return recordTouch(
    {
      brand,
      actor: { kind: "public", visitorId },
      grants: [],
      now,
      recordedAt: now,
      lang,
      requestId: newId(),
      clientHash: "",
      afterCommit: [],
    },
    {
      ...shown.touch,
      page: shown.kind,
      visitorId,
      userAgent: request.headers["user-agent"],
      staff: worksHere(request),
    },
  ).catch((error: Error) => {
    request.log.error({ err: error }, "touch");
    return null;
  });
}

function brandData(brand: Brand, sells: boolean) {
  return {
    sells,
    key: brand.key,
    name: brand.name,
    nameEn: brand.nameEn,
    accentColor: brand.accentColor,
    logoUrl: logoUrl(brand),
    currency: brand.currency,
    timeZone: brand.timeZone,
    sample: brand.sample,
  };
}

async function answer(visit: Visit, shown: ShownAtBrand) {
  const { brand, lang, visitorId, reply } = visit;
  const touchId = await touched(visit, shown);
  const html = await fillPage("shop", {
    title: shown.title,
    themeColor: brand.accentColor,
    lang,
    manifest: `/${brand.key}/app.webmanifest`,
    data: {
      ...shown.data,
      kind: shown.kind,
      brand: brandData(brand, shown.sells),
      lang,
      touchId,
      visitorId,
      now: visit.parts.now().epochMilliseconds,
    },
  });
  const missing = shown.kind === "not-found";
  return reply
    .code(missing ? 404 : 200)
    .header("cache-control", "private, no-store")
    .type("text/html; charset=utf-8")
    .send(html);
}

interface PageParams {
  readonly code: string;
  readonly productId?: string;
}

type Show = (ctx: Context, params: PageParams) => Promise<Shown>;

const pages: Record<string, Show> = {
  "/:brand/c/:code": async (ctx, { code }) => landed(ctx, await resolveSourceCode(ctx, code), code),
  "/:brand/s/:code": async (ctx, { code }) => {
    const store = await storeByCode(ctx, code);
    if (!store || store.closedAt) return plainShown(ctx, "not-found");
    return storeShown(ctx, store.storeId, null);
  },
  "/:brand/s/:code/goods": (ctx, { code }) => storePartShown(ctx, "goods", code),
  "/:brand/s/:code/goods/:productId": productShown,
  "/:brand/s/:code/goods/:productId/reviews": productReviewsShown,
  "/:brand/s/:code/cart": (ctx, { code }) => storePartShown(ctx, "cart", code),
  "/:brand/s/:code/checkout": (ctx, { code }) => storePartShown(ctx, "checkout", code),
  "/:brand/s/:code/till": (ctx, { code }) => storePartShown(ctx, "till", code),
  "/:brand/s/:code/book": (ctx, { code }) => storePartShown(ctx, "book", code),
  "/:brand/s/:code/reviews": (ctx, { code }) => storePartShown(ctx, "reviews", code),
  "/:brand": (ctx) => plainShown(ctx, "stores"),
  "/:brand/stores": (ctx) => plainShown(ctx, "stores"),
  "/:brand/wallet": (ctx) => walletShown(ctx),
  "/:brand/wallet/:code": (ctx) => walletShown(ctx),
  "/:brand/flash/:code": (ctx, { code }) => releaseShown(ctx, code),
  "/:brand/draws/:code": (ctx, { code }) => drawShown(ctx, code),
  "/:brand/me": (ctx) => plainShown(ctx, "me"),
  "/:brand/code": (ctx) => plainShown(ctx, "code"),
  "/:brand/g": (ctx) => plainShown(ctx, "gift"),
  "/:brand/orders": (ctx) => plainShown(ctx, "orders"),
  "/:brand/orders/:code": (ctx) => plainShown(ctx, "orders"),
  "/:brand/card": (ctx) => plainShown(ctx, "card"),
  "/:brand/card/points": (ctx) => plainShown(ctx, "card"),
  "/:brand/m": (ctx) => plainShown(ctx, "card"),
  "/:brand/mall": (ctx) => plainShown(ctx, "mall"),
  "/:brand/stored-value": (ctx) => plainShown(ctx, "stored"),
  "/:brand/s/:code/apply/:productId": async (ctx, { code }) => {
    const shown = await storePartShown(ctx, "book", code);
    return shown.kind === "not-found" ? shown : { ...shown, kind: "apply" };
  },
  "/:brand/applications": (ctx) => plainShown(ctx, "applications"),
  "/:brand/applications/:code": (ctx) => plainShown(ctx, "applications"),
  "/:brand/bookings": (ctx) => plainShown(ctx, "bookings"),
  "/:brand/bookings/:code": (ctx) => plainShown(ctx, "bookings"),
  "/:brand/reviews": (ctx) => plainShown(ctx, "reviews"),
  "/:brand/cards": (ctx) => plainShown(ctx, "cards"),
  "/:brand/stamp": (ctx) => plainShown(ctx, "stamp"),
  "/:brand/right/:kind/:code": (ctx) => plainShown(ctx, "right"),
  "/:brand/check-in": (ctx) => plainShown(ctx, "door"),
  "/:brand/a": (ctx) => plainShown(ctx, "show"),
  "/:brand/b": (ctx) => plainShown(ctx, "show"),
  "/:brand/r": (ctx) => plainShown(ctx, "show"),
  "/:brand/*": (ctx) => plainShown(ctx, "not-found"),
};

/** The member's pages: each answer carries its data, so nothing more is asked before reading. */
export function registerShopPages(fastify: FastifyInstance, parts: HttpParts): void {
  for (const [url, show] of Object.entries(pages)) {
    fastify.get(url, { config: open, schema: { hide: true } as never }, async (request, reply) => {
      const { brand: key, code = "", productId = "" } = request.params as {
        brand: string; code?: string; productId?: string;
      };
      const brand = await parts.brands.byKey(key);
      if (!brand || request.url.startsWith(`/${key}/api/`)) return reply.callNotFound();
      const visitorId = visitorOf(request, reply, brand);
      const visit: Visit = { parts, brand, request, reply, visitorId, lang: langOf(request) };
      const shown = await withContext(visit, async (ctx) => ({
        ...(await show(ctx, { code, productId })),
        sells: await sellsGoods(ctx),
      }));
      return answer(visit, shown);
    });
  }
  registerManifest(fastify, parts);
}

function registerManifest(fastify: FastifyInstance, parts: HttpParts): void {
  const url = "/:brand/app.webmanifest";
  fastify.get(url, { config: open, schema: { hide: true } as never }, async (request, reply) => {
    const brand = await parts.brands.byKey((request.params as { brand: string }).brand);
    if (!brand) return reply.callNotFound();
    const name = named(langOf(request), brand.name, brand.nameEn);
    return reply.type("application/manifest+json").send({
      name,
      short_name: name,
      start_url: `/${brand.key}/wallet`,
      scope: `/${brand.key}/`,
      display: "standalone",
      background_color: "#FBF8F2",
      theme_color: brand.accentColor,
      icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
    });
  });
}
