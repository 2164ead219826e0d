/** The counter's only way to the server: the SDK, with what a shaky network needs around it. */
import {
  type Answer, BihuanProblem, type CallInput, createClient, newKey, type BodyOf,
  type OperationId,
} from "#packages/sdk/index.ts";
import type { Outgoing } from "#packages/offline/index.ts";
import { noAnswer, problemOf, type Problem } from "#packages/ui/problem.ts";
import { text } from "./text.ts";

export type Session = Answer<"getSession">;
export type SessionBrand = Session["brands"][number];
export type Preview = Answer<"prepareRedemption">;
export type Benefit = Preview["right"]["benefit"];
export type Refusal = Pick<Problem, "code" | "title" | "next" | "params">;
export type Redemption = Answer<"commitRedemption">;
export type ListedRedemption = Answer<"listRedemptions">["items"][number];
export type CommitInput = BodyOf<"commitRedemption">;
export type SyncAnswer = Answer<"sendOfflineRecords">;
export type UndoReason = BodyOf<"undoRedemption">["reason"];
export type Store = Pick<
  Answer<"listStores">["items"][number],
  "storeId" | "code" | "name" | "nameEn" | "city" | "address"
>;

/** What the signed-in staff may do at a brand, and where. */
export interface Staff {
  staffId: string;
  name: string;
  currency: string;
  timeZone: string;
  /** Units over which the staff may redeem; their stores are the choice. */
  redeemUnitIds: string[];
  /** Sells at a till, somewhere. */
  sells: boolean;
  /** Pays back at a till, somewhere. */
  refunds: boolean;
  /** Bookings are part of the work. */
  worksBookings: boolean;
  /** Orders are part of the work. */
  worksOrders: boolean;
  /** Care tasks are part of the work. */
  caresFor: boolean;
  /** So are applications. */
  worksApplications: boolean;
  /** And the replies to reviews. */
  answersReviews: boolean;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Api {
  staff(): Promise<Staff>;
  stores(unitId: string, text: string): Promise<Page<Store>>;
  prepare(code: string, storeId: string, deviceId: string): Promise<Preview>;
  commit(input: CommitInput, key: string): Promise<Redemption>;
  undo(redemptionId: string, reason: UndoReason): Promise<void>;
  enrolOffline(input: BodyOf<"addOfflineDevice">): Promise<{ deviceId: string }>;
  syncOffline(deviceId: string, sent: Outgoing): Promise<SyncAnswer>;
  redemptions(storeId: string, day: string, cursor?: string): Promise<Page<ListedRedemption>>;
  /** Operations of a part of its own. */
  call<Id extends OperationId>(id: Id, input: CallInput<Id>): Promise<Answer<Id>>;
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

export const client = createClient({ lang: () => text().lang, fetch: patientFetch });

/** A key for one intended write: a repeat of the same act carries the same key. */
export const actKey = newKey;

export async function signIn(email: string, password: string): Promise<void> {
  await told(client.call("signIn", { body: { email, password } }));
}

export async function signOut(): Promise<void> {
  await told(client.call("signOut"));
}

export function readSession(): Promise<Session> {
  return told(client.call("getSession"));
}

/** All calls of one brand. */
export function makeApi(brand: string): Api {
  const path = { brand };
  const limit = 100;
  return {
    call: (id, input) => told(client.call(id, input)),
    staff: async () => staffOf(await told(client.call("getMe", { path }))),
    stores: (unitId, words) => {
      const query = { unitId, limit, ...(words ? { text: words } : {}) };
      return told(client.call("listStores", { path, query }));
    },
    prepare: (code, storeId, deviceId) =>
      told(client.call("prepareRedemption", { path, body: { code, storeId, deviceId } })),
    commit: (body, idempotencyKey) =>
      told(client.call("commitRedemption", { path, body, idempotencyKey })),
    undo: async (redemptionId, reason) => {
      const to = { brand, redemptionId };
      await told(client.call("undoRedemption", { path: to, body: { reason } }));
    },
    enrolOffline: (body) => told(client.call("addOfflineDevice", { path, body })),
    syncOffline: (deviceId, { records, ...sent }) => {
      const body = { ...sent, records: [...records] };
      return told(client.call("sendOfflineRecords", { path: { brand, deviceId }, body }));
    },
    redemptions: (storeId, day, cursor) => {
      const query = { storeId, day, limit, ...(cursor ? { cursor } : {}) };
      return told(client.call("listRedemptions", { path, query }));
    },
  };
}

function staffOf({ staffId, name, brand, capabilities }: Answer<"getMe">): Staff {
  const redeem = capabilities.find((one) => one.capability === "redemption.redeem");
  const holds = (name: string) => capabilities.some((one) => one.capability === name);
  return {
    staffId: staffId ?? "",
    name: name ?? "",
    currency: brand.currency,
    timeZone: brand.timeZone,
    worksOrders: capabilities.some((one) => one.capability === "orders.work"),
    worksBookings: capabilities.some((one) => one.capability === "bookings.work"),
    caresFor: holds("care.work"),
    worksApplications: holds("applications.work"),
    answersReviews: holds("reviews.work"),
    redeemUnitIds: (redeem?.units ?? []).map((unit) => unit.unitId),
    sells: holds("orders.work"),
    refunds: holds("orders.refund"),
  };
}

/** Longer than any answer takes; then the staff is told instead of left waiting. */
const patienceMs = 12_000;

/**
 * Ends what takes too long. A page where JSON was due is no answer of ours but that of a Wi-Fi's
 * sign-in: taken as an answer, it would make a redemption look done.
 */
async function patientFetch(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), patienceMs);
  const answer = await fetch(url, { ...init, cache: "no-store", signal: stop.signal });
  const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
  if (answer.ok && answer.status !== 204 && !isJson) throw noAnswer();
  return answer;
}

/** Whatever goes wrong becomes a problem that can be shown; no answer has status 0. */
export async function told<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (thrown) {
    if (!(thrown instanceof BihuanProblem)) throw noAnswer();
    const { code, status, message: title, next, params } = thrown;
    const isOurs = code !== "unexpected_answer";
    throw problemOf(status, isOurs ? { code, title, next, params } : undefined);
  }
}
