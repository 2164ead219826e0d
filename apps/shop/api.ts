/** The shop's only way to the server: types of what is exchanged, and one function a call. */
import { setClockByAnswer } from "./clock.ts";
import { consentVersion } from "./consent-version.ts";
import { problemOf, type Problem } from "./problem.ts";
import { text } from "./text.ts";

export interface Brand {
  key: string;
  name: string;
  nameEn: string | null;
  accentColor: string | null;
  logoUrl: string | null;
  currency: string;
  timeZone: string;
  sample: boolean;
}

export type UnitKind = "group" | "region" | "city" | "store";

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

export interface Benefit {
  kind: "amount_off" | "percent_off" | "exchange" | "gift" | "unstated";
  amountMinor?: number | null;
  bps?: number | null;
  capMinor?: number | null;
  /** What an exchange or a gift hands over. */
  label?: string | null;
  /** What an exchange still costs. */
  payMinor?: number | null;
}

export interface Offer extends Benefit {
  offerId: string;
  title: string;
  titleEn: string | null;
  description: string | null;
  descriptionEn: string | null;
  thresholdMinor: number | null;
  stockLeft: number | null;
  claimEndsAt: number | null;
  claimedByMe: boolean;
}

export interface PageData {
  kind: "store" | "stores" | "wallet" | "me" | "show" | "retired" | "not-found";
  brand: Brand;
  lang: "zh" | "en";
  store?: Store;
  blocks?: Block[];
  offers?: Offer[];
  touchId?: string | null;
  visitorId?: string | null;
  member: { phoneMasked: string } | null;
  /** On the wallet's pages: the member's first page of vouchers. */
  wallet?: Page<Voucher>;
  now: number;
}

export type StorePage = Required<Pick<PageData, "store" | "blocks" | "offers">>;

export interface Voucher extends Partial<Benefit> {
  voucherId: string;
  title: string;
  titleEn: string | null;
  description: string | null;
  descriptionEn: string | null;
  state: "usable" | "not_yet" | "used" | "expired" | "recalled";
  validFrom: number;
  validTo: number;
  usesLeft: number;
  usesTotal: number;
  thresholdMinor: number | null;
  stores: {
    /** Every store of the unit, or of the brand. */
    all: boolean;
    everywhere: boolean;
    unitKind: UnitKind | null;
    unitName: string | null;
    unitNameEn: string | null;
    names: { name: string; nameEn: string | null }[];
    count: number | null;
  };
}

export interface ShownCode {
  codeId: string;
  link: string;
  spoken: string;
  shownUntil: number;
  acceptedUntil: number;
  spokenUntil: number;
}

export interface ShownState {
  state: "open" | "spent" | "expired";
  redemption?: {
    storeName: string | null;
    storeNameEn: string | null;
    at: number;
    discountMinor: number | null;
  };
}

export interface Consent {
  purpose: string;
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

export interface ConsentChoice {
  purpose: string;
  version: string;
  given: boolean;
}

export interface Api {
  askCode(phone: string): Promise<{ sent: boolean; demoCode?: string }>;
  signIn(input: SignIn): Promise<{ memberId: string }>;
  signOut(): Promise<void>;
  me(): Promise<Me>;
  setConsent(purpose: string, given: boolean): Promise<void>;
  exportMe(): Promise<unknown>;
  erase(): Promise<void>;
  claim(offerId: string, input: ClaimInput, key: string): Promise<{ voucherId: string }>;
  wallet(cursor?: string): Promise<Page<Voucher>>;
  showVoucher(voucherId: string): Promise<ShownCode>;
  shown(codeId: string): Promise<ShownState>;
  stores(query: StoreQuery): Promise<Page<NearbyStore>>;
  cities(): Promise<{ items: { city: string; stores: number }[] }>;
  storePage(code: string): Promise<PageData>;
  engaged(touchId: string, how: "visible" | "acted"): Promise<void>;
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

/** All calls of one brand; paths are `/{brand}/api/…`. */
export function makeApi(brandKey: string): Api {
  const base = `/${brandKey}/api`;
  const get = <Answer>(path: string) => call<Answer>("GET", `${base}${path}`);
  const post = <Answer>(path: string, body?: unknown, key?: string) =>
    call<Answer>("POST", `${base}${path}`, body, key);
  return {
    askCode: (phone) => post("/sign-in/code", { phone }),
    signIn: (input) => post("/sign-in", input),
    signOut: () => post("/sign-out"),
    me: () => get("/me"),
    setConsent: (purpose, given) =>
      post("/me/consents", { purpose, given, version: consentVersion }),
    exportMe: () => get("/me/export"),
    erase: () => call("DELETE", `${base}/me`),
    claim: (offerId, input, key) => post(`/offers/${part(offerId)}/claim`, input, key),
    wallet: (cursor) => get(`/wallet${queryOf({ cursor })}`),
    showVoucher: (voucherId) => post(`/rights/voucher/${part(voucherId)}/show`),
    shown: (codeId) => get(`/rights/shown/${part(codeId)}`),
    stores: (query) => get(`/stores${queryOf({ ...query })}`),
    cities: () => get("/cities"),
    storePage: (code) => get(`/stores/${part(code)}/page`),
    engaged: (touchId, how) => post(`/touches/${part(touchId)}/engaged`, { how }),
    staffSession: () => call("GET", "/api/session").then(isStaff, () => false),
  };
}

/** A key for one intended write: a repeat of the same act carries the same key. */
export function actKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function call<Answer>(
  method: string,
  path: string,
  body?: unknown,
  key = actKey(),
): Promise<Answer> {
  const headers: Record<string, string> = { "Accept-Language": text().lang };
  if (method !== "GET") headers["Idempotency-Key"] = key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const request = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
  const response = await fetch(path, { ...request, credentials: "same-origin" }).catch(offline);
  setClockByAnswer(response.headers.get("date"));
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(response.status, answer);
  return answer as Answer;
}

function offline(): never {
  const { t } = text();
  const problem: Problem = {
    code: "offline",
    status: 0,
    title: t("kit.offline"),
    next: t("problem.offlineNext"),
    params: {},
  };
  throw problem;
}

function isStaff(session: unknown): boolean {
  return typeof session === "object" && session !== null && "account" in session;
}

function part(value: string): string {
  return encodeURIComponent(value);
}

function queryOf(values: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const written = query.toString();
  return written ? `?${written}` : "";
}
