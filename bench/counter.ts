import { randomUUID } from "node:crypto";
import { ask, benchOffer, demo, type Headers, signInMember, signInOwner } from "./demo-brand.ts";
import { post } from "./post.ts";

/** What members and counters of the demo brand need for a redemption. */
export interface Counter {
  readonly staff: readonly Headers[];
  readonly members: readonly Headers[];
  readonly offerId: string;
  readonly storeId: string;
}

/** Staff sign in ten times a quarter of an hour at most. */
const sessions = 5;

/** An offer with a stock and a daily limit of the store, so that every counter is in play. */
export async function limitedOffer(url: string, owner: Headers, totalStock: number) {
  const limits = { redeem: [{ of: "store", per: "day", what: "count", cap: 1_000_000 }] };
  return benchOffer(url, owner, { totalStock, limits });
}

export async function openCounter(url: string, members: number): Promise<Counter> {
  const staff: Headers[] = [];
  for (let number = 0; number < sessions; number++) staff.push(await signInOwner(url));
  const offerId = await limitedOffer(url, staff[0] ?? {}, 1_000_000_000);
  const page = `${url}/${demo.brand}/api/stores/${demo.store}/page`;
  const { store } = await ask<{ store: { storeId: string } }>("GET", page, undefined);
  const signedIn: Headers[] = [];
  for (let number = 0; number < members; number++) signedIn.push(await signInMember(url, number));
  return { staff, members: signedIn, offerId, storeId: store.storeId };
}

const once = (headers: Headers): Headers => ({ ...headers, "idempotency-key": randomUUID() });

export async function claimVoucher(url: string, member: Headers, offerId: string): Promise<string> {
  const at = `${url}/${demo.brand}/api/offers/${offerId}/claim`;
  return (await post<{ voucherId: string }>(at, once(member), {})).voucherId;
}

/** What the counter scans. */
export async function showVoucher(url: string, member: Headers, voucherId: string) {
  const at = `${url}/${demo.brand}/api/rights/voucher/${voucherId}/show`;
  return (await post<{ link: string }>(at, once(member), {})).link;
}

export async function prepareAt(url: string, staff: Headers, code: string, storeId: string) {
  const at = `${url}/api/${demo.brand}/redemptions/prepare`;
  return (await post<{ prepareToken: string }>(at, staff, { code, storeId })).prepareToken;
}

export interface Redeemed {
  readonly redemptionId: string;
  readonly discountMinor: number;
}

export async function commitAt(url: string, staff: Headers, prepareToken: string) {
  const at = `${url}/api/${demo.brand}/redemptions/commit`;
  const done = await post<Redeemed>(at, once(staff), { prepareToken, billMinor: 4_200 });
  if (done.discountMinor !== 800) throw new Error(`a discount of ${done.discountMinor}`);
  return done.redemptionId;
}

export const inTurn = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
