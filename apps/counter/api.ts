/** The counter's only way to the server: types of what is exchanged, and one function a call. */
import { noAnswer, problemOf } from "./problem.ts";
import { text } from "./text.ts";

export interface SessionBrand {
  key: string;
  name: string;
  nameEn: string | null;
  accentColor: string | null;
  sample: boolean;
  staffId: string;
}

export interface Session {
  account: { email: string; name: string };
  brands: SessionBrand[];
}

export interface Unit {
  unitId: string;
  kind: "group" | "region" | "city" | "store";
  name: string;
  nameEn: string | null;
}

/** What the signed-in staff may do at a brand, and where. */
export interface Staff {
  staffId: string;
  name: string;
  currency: string;
  timeZone: string;
  redeemUnits: Unit[];
}

export interface Store {
  storeId: string;
  code: string;
  name: string;
  nameEn: string | null;
  city: string | null;
  address: string | null;
}

export interface Benefit {
  kind: string;
  amountMinor: number | null;
  bps: number | null;
  capMinor: number | null;
  label: string | null;
  payMinor: number | null;
  thresholdMinor: number | null;
}

export interface Refusal {
  code: string;
  title: string;
  next: string;
  params: Record<string, unknown>;
}

export interface Preview {
  prepareToken: string;
  right: {
    kind: string;
    id: string;
    title: string;
    titleEn: string | null;
    description: string | null;
    descriptionEn: string | null;
    benefit: Benefit;
  };
  /** Null: a bearer's right. */
  member: { masked: string; nameMasked: string | null } | null;
  validFrom: number;
  /** Exclusive. */
  validUntil: number;
  usesLeft: number;
  usesTotal: number;
  needsBill: boolean;
  asksBill: boolean;
  allowed: boolean;
  refusal: Refusal | null;
}

export interface CommitInput {
  prepareToken: string;
  billMinor: number | null;
  deviceId: string;
}

export interface Redemption {
  redemptionId: string;
  title: string;
  titleEn: string | null;
  billMinor: number | null;
  discountMinor: number | null;
  payableMinor: number | null;
  at: number;
  storeName: string | null;
  storeNameEn: string | null;
  /** Null: not for this staff to undo. */
  undoUntil: number | null;
}

export interface ListedRedemption extends Redemption {
  memberMasked: string | null;
  undoneAt: number | null;
  undoReason: string | null;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Api {
  staff(): Promise<Staff>;
  stores(unitId: string, text: string): Promise<Page<Store>>;
  prepare(code: string, storeId: string): Promise<Preview>;
  commit(input: CommitInput, key: string): Promise<Redemption>;
  undo(redemptionId: string, reason: string): Promise<void>;
  redemptions(storeId: string, day: string, cursor?: string): Promise<Page<ListedRedemption>>;
}

export function signIn(email: string, password: string): Promise<void> {
  return call("POST", "/api/auth/sign-in", { email, password });
}

export function signOut(): Promise<void> {
  return call("POST", "/api/auth/sign-out");
}

export function readSession(): Promise<Session> {
  return call("GET", "/api/session");
}

/** What the page itself carries. */
export interface PageData {
  lang: "zh" | "en";
  demo: {
    password: string;
    people: { email: string; zh: string; en: string }[];
  } | null;
}

export function readPage(): PageData | null {
  const written = document.getElementById("page-data")?.textContent;
  return written ? (JSON.parse(written) as PageData) : null;
}

/** All calls of one brand. */
export function makeApi(brandKey: string): Api {
  const base = `/api/${brandKey}`;
  return {
    staff: async () => staffOf(await call<MeAnswer>("GET", `${base}/me`)),
    stores: (unitId, words) =>
      call("GET", `${base}/stores${queryOf({ unitId, text: words, limit: "100" })}`),
    prepare: (code, storeId) => call("POST", `${base}/redemptions/prepare`, { code, storeId }),
    commit: (input, key) => call("POST", `${base}/redemptions/commit`, input, key),
    undo: (id, reason) =>
      call("POST", `${base}/redemptions/${encodeURIComponent(id)}/undo`, { reason }),
    redemptions: (storeId, day, cursor) =>
      call("GET", `${base}/redemptions${queryOf({ storeId, day, cursor, limit: "100" })}`),
  };
}

interface MeAnswer {
  staffId: string | null;
  name: string | null;
  brand: { currency: string; timeZone: string };
  capabilities: { capability: string; units: Unit[] }[];
}

function staffOf(me: MeAnswer): Staff {
  const redeem = me.capabilities.find((one) => one.capability === "redemption.redeem");
  const { currency, timeZone } = me.brand;
  const { staffId, name } = me;
  return { staffId: staffId ?? "", name: name ?? "", currency, timeZone, redeemUnits: redeem?.units ?? [] };
}

/** A key for one intended write: a repeat of the same act carries the same key. */
export function actKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Longer than any answer takes; then the staff is told instead of left waiting. */
const patienceMs = 12_000;

async function call<Answer>(
  method: string,
  path: string,
  body?: unknown,
  key = actKey(),
): Promise<Answer> {
  const headers: Record<string, string> = { "Accept-Language": text().lang };
  if (method !== "GET") headers["Idempotency-Key"] = key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: stop.signal,
    }).catch(lost);
    // A connection that breaks inside an answer is a lost answer, not an empty one.
    const answer = response.status === 204 ? undefined : await response.text().catch(lost);
    if (!response.ok) throw problemOf(response.status, parsed(answer));
    return (answer === undefined || answer === "" ? undefined : parsed(answer) ?? lost()) as Answer;
  } finally {
    clearTimeout(timer);
  }
}

function lost(): never {
  throw noAnswer();
}

function parsed(answer: string | undefined): unknown {
  try {
    return JSON.parse(answer ?? "") as unknown;
  } catch {
    return undefined;
  }
}

function queryOf(values: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
  }
  return `?${query.toString()}`;
}
