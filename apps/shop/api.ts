/** The shop's only way to the server: types of what is exchanged, and one function a call. */
import {
  type Answer,
  BihuanProblem,
  type CallInput,
  createClient,
  type OperationId,
} from "#packages/sdk/index.ts";
import { noAnswer, problemOf } from "#packages/ui/problem.ts";
import type { CartAnswer } from "./cart/answer.ts";
import type {
  Order, OrderBrief, OrderQuestion, Quote, QuoteQuestion,
} from "./orders/order.ts";
import type { Presale, Preview, Product } from "./product/product.ts";
import { setClockByAnswer } from "./clock.ts";
import { consentVersion } from "./consent-version.ts";
import { text } from "./text.ts";
import type {
  Benefit, Gift, OfflineCode, OfflineStore, ShownCode, ShownState, UnitKind, Voucher,
} from "./voucher.ts";

export type {
  Benefit, Gift, OfflineCode, ShownCode, ShownState, UnitKind, Voucher,
} from "./voucher.ts";

export interface Brand {
  key: string;
  name: string;
  nameEn: string | null;
  accentColor: string | null;
  logoUrl: string | null;
  currency: string;
  timeZone: string;
  sample: boolean;
  /** There is something to put into a cart. */
  sells: boolean;
}

export interface Store {
  storeId: string;
  code: string;
  name: string;
  nameEn: string | null;
  role: "sales" | "experience" | "flagship" | "pickup";
  address: string | null;
  city: string | null;
  phone: string | null;
  openNow: boolean | null;
  hoursToday: { opensMin: number; closesMin: number } | null;
  lat: number | null;
  lng: number | null;
}

export interface NearbyStore extends Store {
  distanceMeters: number | null;
}

export interface Block {
  blockId: string;
  unitId: string;
  unitKind: UnitKind;
  unitName: string;
  unitNameEn: string | null;
  kind: "notice" | "story" | "picture" | "entitlement";
  title: string;
  titleEn: string | null;
  text: string;
  textEn: string | null;
  imageUrl?: string | null;
}

export interface Offer extends Benefit {
  offerId: string;
  /** `automatic` needs no claim: it counts in the cart by itself. */
  trigger: "voucher" | "automatic";
  title: string;
  titleEn: string | null;
  description: string | null;
  descriptionEn: string | null;
  thresholdMinor: number | null;
  stockLeft: number | null;
  claimEndsAt: number | null;
  claimedByMe: boolean;
}

export type Draw = Answer<"getOpenDraw">;
export type DrawPrize = Draw["prizes"][number];
export type DrawResult = Answer<"tryDraw">;
type Wins = Answer<"listMyWins">;
export type Win = Wins["items"][number];

/** A draw as a store's page names it. */
export type StoreDraw = Pick<Draw, "drawId" | "phase" | "name" | "nameEn">;

/** How many reviews a store has, and their mean in hundredths of a star. */
export interface StoreScore {
  count: number;
  mean: number | null;
}

/** A product as a store sells it today. */
export interface Goods {
  productId: string;
  externalCode: string;
  name: string;
  nameEn: string | null;
  categoryPath: string | null;
  listPriceMinor: number;
  /** Of one, for whoever looks. */
  priceMinor: number;
  priceOf: "list" | "member" | "activity" | "offer";
  /** To a visitor: what a member pays, where that is less. */
  memberPriceMinor: number | null;
  offerTitles: { title: string; titleEn: string | null }[];
  phase: "preview" | "open";
  opensAt: number | null;
  /** Chosen on its own page, by its axes. */
  hasOptions: boolean;
  /** Done in the store only. */
  storeOnly: boolean;
  pictureUrl: string | null;
  pictureAlt: string;
}

export interface GoodsCategory {
  path: string;
  nameEn: string | null;
}

export interface GoodsPage extends Page<Goods> {
  /** The categories of all that is sold, by paths such as `茶 > 热茶`; on the first page only. */
  categories: GoodsCategory[];
}

/** A release as a store's page announces it. */
export interface ReleaseItem {
  releaseId: string;
  name: string;
  nameEn: string | null;
  mode: "rush" | "lottery";
  kind: "slots" | "numbers";
  state: "draft" | "announced" | "open" | "closed" | "settled" | "cancelled";
  stopped: boolean;
  startsAt: number;
  endsAt: number;
  stock: number;
  left: number;
}

export interface PageData {
  kind:
    | "store" | "goods" | "product" | "cart" | "checkout" | "till" | "stores" | "flash"
    | "wallet" | "orders" | "book" | "bookings" | "apply"
    | "applications" | "reviews" | "door" | "card" | "mall" | "stored" | "draw"
    | "me" | "code" | "gift" | "cards" | "stamp" | "right" | "show" | "retired" | "not-found";
  brand: Brand;
  lang: "zh" | "en";
  store?: Store;
  blocks?: Block[];
  offers?: Offer[];
  parts?: {
    releases?: ReleaseItem[];
    draws?: StoreDraw[];
    bookings?: object | null;
    reviews?: StoreScore | null;
  };
  /** On a release's page: the release, and what the member has in it. */
  release?: Answer<"getOpenRelease">;
  mine?: Answer<"getMyReleaseEntries"> | null;
  touchId?: string | null;
  visitorId?: string | null;
  member: { phoneMasked: string } | null;
  /** On the wallet's pages: the member's first page of vouchers. */
  wallet?: Page<Voucher>;
  /** On a draw's page. */
  draw?: Draw;
  /** On the page of a store's goods: the first of them. */
  goods?: GoodsPage;
  /** On a product's page: all of it. */
  product?: Product;
  /** On it and on pages of reviews: what is said of it, or of the store, the newest first. */
  said?: Answer<"listProductReviews">;
  /** On a product's page: the presale that it is in now. */
  presale?: Presale | null;
  now: number;
}

export type Purpose = "necessary" | "marketing" | "profiling" | "location";

export interface Consent {
  purpose: Purpose;
  version: string;
  given: boolean;
  givenAt: number | null;
}

export interface Me {
  memberId: string;
  phoneMasked: string;
  name: string | null;
  consents: Consent[];
}

interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface StoreQuery {
  lat?: number;
  lng?: number;
  system?: "WGS-84";
  city?: string;
  openNow?: boolean;
  hasOffer?: boolean;
  cursor?: string;
}

export interface GoodsQuery {
  text?: string;
  category?: string;
  cursor?: string;
}

interface CartQuestion {
  storeId: string;
  lines: { lineId: string; productId: string; variantId?: string; quantity: number }[];
  choose?: string[];
}

export interface ConsentChoice {
  purpose: Purpose;
  version: string;
  given: boolean;
}

export interface Api {
  askCode(phone: string): Promise<{ sent: boolean; demoCode?: string }>;
  signIn(input: SignIn): Promise<{ memberId: string }>;
  signOut(): Promise<void>;
  me(): Promise<Me>;
  setConsent(purpose: Purpose, given: boolean): Promise<void>;
  exportMe(): Promise<unknown>;
  erase(): Promise<void>;
  claim(offerId: string, input: ClaimInput, key: string): Promise<{ voucherId: string }>;
  wallet(cursor?: string): Promise<Page<Voucher>>;
  showRight(kind: string, rightId: string): Promise<ShownCode>;
  shown(codeId: string): Promise<ShownState>;
  bindCode(code: string): Promise<{ voucherId: string }>;
  giveVoucher(voucherId: string): Promise<{ token: string; expiresAt: number }>;
  takeBackGift(voucherId: string): Promise<void>;
  lookAtGift(token: string): Promise<Gift>;
  acceptGift(token: string): Promise<{ voucherId: string }>;
  offlineStores(): Promise<{ items: OfflineStore[] }>;
  offlineCode(voucherId: string, storeId: string): Promise<OfflineCode>;
  stores(query: StoreQuery): Promise<Page<NearbyStore>>;
  cities(): Promise<{ items: { city: string; stores: number }[] }>;
  storePage(code: string): Promise<PageData>;
  goods(code: string, query: GoodsQuery): Promise<GoodsPage>;
  product(code: string, productId: string): Promise<Product>;
  presale(productId: string): Promise<{ presale: Presale | null }>;
  previews(): Promise<{ items: Preview[] }>;
  waitFor(productId: string, wanted: boolean): Promise<void>;
  priceCart(cart: CartQuestion, signal: AbortSignal): Promise<CartAnswer>;
  draw(drawId: string): Promise<Draw>;
  playDraw(drawId: string, nonce: string, key: string): Promise<DrawResult>;
  wins(cursor?: string): Promise<Wins>;
  paymentWays(): Promise<{ items: { provider: string; methods: string[] }[] }>;
  quoteOrder(cart: QuoteQuestion, signal: AbortSignal): Promise<Quote>;
  placeOrder(order: OrderQuestion, key: string): Promise<Order>;
  orders(cursor?: string): Promise<Page<OrderBrief>>;
  order(orderId: string): Promise<Order>;
  payOrder(orderId: string, provider: string): Promise<{ link: string | null; state: string }>;
  cancelOrder(orderId: string): Promise<Order>;
  acceptOrder(orderId: string): Promise<Order>;
  engaged(touchId: string, how: "visible" | "acted"): Promise<void>;
  /** Operations of a later chunk. */
  call<Id extends OperationId>(id: Id, input: CallInput<Id>): Promise<Answer<Id>>;
  staffSession(): Promise<boolean>;
}

interface SignIn {
  phone: string;
  code: string;
  consents: ConsentChoice[];
  visitorId?: string;
}

interface ClaimInput {
  storeId?: string;
  touchId?: string;
}

/** All calls of one brand, by the SDK's operations; answers are narrowed to what the shop reads. */
export function makeApi(brandKey: string): Api {
  const client = createClient({ lang: () => text().lang, fetch: fetchByClock });
  const path = { brand: brandKey };
  const tried = new Set<string>();
  function call<Id extends OperationId, Read = Answer<Id>>(id: Id, input: CallInput<Id>) {
    return client.call(id, input).then((answer) => answer as unknown as Read, rethrow);
  }
  return {
    call,
    askCode: (phone) => call("requestSignInCode", { path, body: { phone } }),
    signIn: (body) => call("signInMember", { path, body }),
    signOut: () => call("signOutMember", { path }),
    me: () => call("getMyData", { path }),
    setConsent: (purpose, given) =>
      call("setMyConsent", { path, body: { purpose, given, version: consentVersion } }),
    exportMe: () => call("exportMe", { path }),
    erase: () => call("eraseMe", { path }),
    claim(offerId, body, idempotencyKey) {
      // A repeated claim may have succeeded before: only the first may be refused from memory.
      const attempt = tried.has(idempotencyKey) ? "2" : "1";
      tried.add(idempotencyKey);
      const headers = { "bihuan-attempt": attempt };
      return call("claimOffer", { path: { ...path, offerId }, body, idempotencyKey, headers });
    },
    wallet: (cursor) => call("listMyVouchers", { path, query: cursor ? { cursor } : {} }),
    showRight: (kind, rightId) => call("showRight", { path: { ...path, kind, rightId } }),
    shown: (codeId) => call("getShownRight", { path: { ...path, codeId } }),
    bindCode: (code) => call("bindCode", { path, body: { code } }),
    giveVoucher: (voucherId) => call("giveVoucher", { path: { ...path, voucherId } }),
    takeBackGift: (voucherId) => call("takeBackGift", { path: { ...path, voucherId } }),
    lookAtGift: (token) => call("lookAtGift", { path, body: { token } }),
    acceptGift: (token) => call("acceptGift", { path, body: { token } }),
    offlineStores: () => call("listOfflineStores", { path }),
    offlineCode: (rightId, storeId) => {
      const to = { ...path, kind: "voucher", rightId };
      return call("signOfflineStatement", { path: to, body: { storeId } });
    },
    stores: (query) => call("findStores", { path, query }),
    cities: () => call("listCities", { path }),
    storePage: (code) => call("getStorePage", { path: { ...path, code } }),
    goods: (code, query) => call("listGoods", { path: { ...path, code }, query }),
    product: (code, productId) =>
      call("getGoods", { path: { ...path, code, productId } }),
    presale: (productId) => call("showPresale", { path: { ...path, productId } }),
    previews: () => call("listMyPreviews", { path }),
    waitFor: (productId, wanted) =>
      wanted
        ? call("followPreview", { path: { ...path, productId } })
        : call("leavePreview", { path: { ...path, productId } }),
    priceCart: (body, signal) => call("priceCart", { path, body, signal }),
    draw: (drawId) => call("getOpenDraw", { path: { ...path, drawId } }),
    playDraw: (drawId, nonce, idempotencyKey) =>
      call("tryDraw", { path: { ...path, drawId }, body: { nonce }, idempotencyKey }),
    wins: (cursor) => call("listMyWins", { path, query: cursor ? { cursor } : {} }),
    paymentWays: () => call("listPaymentWays", { path }),
    quoteOrder: (body, signal) => call("previewOrder", { path, body, signal }),
    placeOrder: (body, idempotencyKey) => call("placeOrder", { path, body, idempotencyKey }),
    orders: (cursor) => call("listMyOrders", { path, query: cursor ? { cursor } : {} }),
    order: (orderId) => call("getMyOrder", { path: { ...path, orderId } }),
    payOrder: (orderId, provider) =>
      call("startPayment", { path: { ...path, orderId }, body: { provider, method: "link" } }),
    cancelOrder: (orderId) => call("cancelMyOrder", { path: { ...path, orderId } }),
    acceptOrder: (orderId) => call("acceptMyOrder", { path: { ...path, orderId } }),
    engaged: (touchId, how) => call("engageTouch", { path: { ...path, touchId }, body: { how } }),
    staffSession: () => client.call("getSession").then(() => true, () => false),
  };
}

/** Longer than any reading takes; what is written is waited for as long as the browser does. */
const patienceMs = 20_000;

/** The server's clock comes with every answer; no answer at all is being offline. */
async function fetchByClock(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const stop = new AbortController();
  const reads = (init?.method ?? "GET") === "GET" && !init?.signal;
  const late = reads ? setTimeout(() => stop.abort(), patienceMs) : undefined;
  const response = await fetch(input, reads ? { ...init, signal: stop.signal } : init)
    .catch(offline);
  clearTimeout(late);
  setClockByAnswer(response.headers.get("date"));
  return response;
}

function rethrow(thrown: unknown): never {
  if (!(thrown instanceof BihuanProblem)) throw thrown;
  const { status, code, message: title, next, params } = thrown;
  throw problemOf(status, code === "unexpected_answer" ? undefined : { code, title, next, params });
}

function offline(): never {
  throw noAnswer();
}
