import type { ProofBrand, Member, Scanned } from "./brand.ts";
import type { LimitRule } from "#modules/limits/index.ts";
import type { Clients } from "./clients.ts";
import type { ProofDatabase } from "./database.ts";
import type { Random } from "./random.ts";
import type { ProofServers } from "./servers.ts";
import { type Act, mostRepeats, type Shot, type Subject, type Told } from "./shot.ts";

/** What an attack stands on. */
export interface Field {
  readonly brand: ProofBrand;
  readonly clients: Clients;
  /** One more process, for what staff do while the clients are busy. */
  readonly operator: Clients;
  readonly servers: ProofServers;
  readonly database: ProofDatabase;
  /** Of this attack alone, by the run's seed. */
  readonly random: Random;
  /** How many members attack; stocks and limits are far below. */
  readonly members: number;
  readonly short: boolean;
  /** Builds shots with keys of this attack. */
  readonly shots: Shots;
}

export interface Terms {
  readonly totalStock?: number;
  readonly perMember?: number;
  readonly usesTotal?: number;
  readonly bearer?: boolean;
  readonly giftTimes?: number;
  readonly campaignId?: string;
  readonly limits?: {
    readonly claim?: readonly LimitRule[];
    readonly redeem?: readonly LimitRule[];
  };
}

/** What was attacked and heard; the checks compare it with the journal and the tables. */
export interface Heard {
  /** The offers of the attack with their limits. */
  readonly offers: ReadonlyMap<string, Terms>;
  readonly told: readonly Told[];
  /** Lines for the reader: measurements. */
  readonly notes?: readonly string[];
  /** The attack compares rows by itself: of the common checks only that of answers knows more. */
  readonly checkedHere?: boolean;
  /** Faults that only the attack itself can see. */
  readonly faults?: readonly string[];
}

/** One attack: a small declared object in a file of its own below attacks/. */
export interface Attack {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** It stops PostgreSQL: not on one that is given. */
  readonly needsOwnDatabase?: boolean;
  run(field: Field): Promise<Heard>;
}

/** What a benefit of 10.00 takes off a bill of so much. */
export const takenOff = (billMinor: number): number => Math.min(1_000, billMinor);

/** The claim limits see: the browser, the number and the household of who asks. */
type Who = Pick<Subject, "device" | "phone" | "household">;

interface Till {
  readonly billMinor?: number;
  readonly counter?: string;
}

type Options = Partial<Pick<Shot, "server" | "copies" | "together" | "cutAfterMs" | "repeats">>;

/** The requests of the product that attacks are made of. */
export interface Shots {
  claim(member: Member, offerId: string, options?: Options, who?: Who): Shot;
  /** A partner's program claims for a member, at a moment that it names. */
  issue(memberId: string, offerId: string, occurredAt: number, options?: Options): Shot;
  commit(scanned: Scanned, offerId: string, options?: Options, till?: Till): Shot;
  /** A counter calls: its records, word for word, as often as it likes. */
  sync(deviceId: string, body: object, options?: Options): Shot;
  undo(made: { redemptionId: string; voucherId: string }, options?: Options): Shot;
  recall(voucherId: string, options?: Options): Shot;
  erase(member: Member, options?: Options): Shot;
  stop(offerId: string, options?: Options): Shot;
  lift(offerId: string, options?: Options): Shot;
  play(member: Member, drawId: string, options?: Options): Shot;
  recallWin(playId: string, options?: Options): Shot;
}

const browsing = (own: Member["headers"], device: string): Member["headers"] =>
  ({ ...own, cookie: `${own.cookie}; bihuan_visitor=${device}` });
/** How often each member may play the draw of an attack. */
export const playsEach = 2;

type Rest = Pick<Shot, "on" | "method" | "path" | "headers"> & { readonly body?: object };

/** Shots of one attack: keys count up, servers take turns by the random numbers. */
export function shotsOf(name: string, brand: ProofBrand, random: Random, servers: number): Shots {
  let count = 0;
  const shot = (act: Act, rest: Rest, options: Options = {}): Shot => ({
    key: `${name}:${act}:${count++}`,
    act,
    server: random.below(servers),
    repeats: mostRepeats,
    ...rest,
    ...options,
  });
  const { api, shop, headers } = brand;
  const stopPath = (offerId: string) => `${api}/stops/offer/${offerId}`;
  return {
    claim: ({ memberId, headers: own }, offerId, options, who = {}) =>
      shot("claim", {
        on: { offerId, memberId, ...who }, method: "POST", body: {},
        headers: who.device ? browsing(own, who.device) : own,
        path: `${shop}/offers/${offerId}/claim`,
      }, options),
    issue: (memberId, offerId, occurredAt, options) =>
      shot("issue", {
        on: { offerId, memberId, occurredAt }, method: "POST", body: { memberId },
        headers: { ...brand.partner, "bihuan-occurred-at": new Date(occurredAt).toISOString() },
        path: `${api}/offers/${offerId}/issue`,
      }, options),
    commit: ({ prepareToken, again: _, ...on }, offerId, options, till = {}) => {
      const { billMinor = 5_000, counter = `terminal-${count}` } = till;
      return shot("commit", {
        on: { ...on, offerId, counter, amountMinor: takenOff(billMinor) }, method: "POST", headers,
        path: `${api}/redemptions/commit`,
        body: { prepareToken, billMinor, deviceId: counter },
      }, options);
    },
    sync: (deviceId, body, options) =>
      shot("sync", {
        on: { deviceId }, method: "POST", headers, body,
        path: `${api}/offline/devices/${deviceId}/sync`,
      }, options),
    undo: ({ redemptionId, voucherId }, options) =>
      shot("undo", {
        on: { redemptionId, voucherId }, method: "POST", headers,
        path: `${api}/redemptions/${redemptionId}/undo`, body: { reason: "training" },
      }, options),
    recall: (voucherId, options) =>
      shot("recall", {
        on: { voucherId }, method: "POST", headers, path: `${api}/vouchers/${voucherId}/recall`,
      }, options),
    erase: ({ memberId, headers: own }, options) =>
      shot("erase", {
        on: { memberId }, method: "DELETE", headers: own, path: `${shop}/me`,
      }, options),
    stop: (offerId, options) =>
      shot("stop", { on: { offerId }, method: "PUT", headers, path: stopPath(offerId) }, options),
    play: ({ memberId, headers: own }, drawId, options) =>
      shot("play", {
        on: { drawId, memberId }, method: "POST", headers: own,
        path: `${shop}/draws/${drawId}/plays`, body: { nonce: `nonce-${count}-of-${name}` },
      }, options),
    recallWin: (playId, options) =>
      shot("recallWin", {
        on: { playId }, method: "POST", headers,
        path: `${api}/wins/${playId}/recall`, body: { reason: "fraud" },
      }, options),
    lift: (offerId, options) =>
      shot("lift", {
        on: { offerId }, method: "DELETE", headers, path: stopPath(offerId),
      }, options),
  };
}

/** A member claims, or somebody does for them. */
export const makesVoucher = (act: Act): boolean => act === "claim" || act === "issue";

/** The vouchers that were told of, with whom they were told to, in the order of the answers. */
export function vouchersOf(told: readonly Told[]) {
  return told.flatMap(({ act, outcome, madeId, on }) =>
    makesVoucher(act) && outcome === "accepted" && madeId
      ? [{ voucherId: madeId, memberId: on.memberId! }] : []);
}

export function redemptionsOf(told: readonly Told[]) {
  return told.flatMap(({ act, outcome, madeId, on }) =>
    act === "commit" && outcome === "accepted" && madeId
      ? [{ redemptionId: madeId, voucherId: on.voucherId!, memberId: on.memberId! }] : []);
}
