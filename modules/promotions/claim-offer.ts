import { type Source, sourcesOf } from "#modules/channels/index.ts";
import {
  lookAhead, stopsAmong, type StopTarget, type Take, takeMany, type Taken,
} from "#modules/limits/index.ts";
import { areNewMembers, householdKeys, phoneHashes } from "#modules/members/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { type Issue, type Made, makeVouchers, validityWindow } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import type { BatchCaller } from "#platform/route.ts";
import { clockText } from "#platform/time.ts";
import { together } from "#platform/together.ts";
import { limitsOfWhom, takesOf } from "./limit-keys.ts";
import { getVersion, isStoreOfVersion, type LiveOffer, liveOffer } from "./queries.ts";
import type { OfferVersionsTable } from "./tables.ts";

export interface ClaimInput {
  readonly offerId: string;
  readonly memberId: string;
  /** The store whose page it is claimed on; null: none or unknown. */
  readonly storeId: string | null;
  /** The touch that led here, when the page knows it. */
  readonly touchId?: string | undefined;
  /** Said by an import; else the member's last source, else the offer's campaign. */
  readonly campaignId?: string | null | undefined;
  readonly permanentKey?: string | undefined;
  /** The browser that asks, where it is known. */
  readonly visitorId?: string | null | undefined;
  /** The version that was promised; its stock was taken by {@link promiseStock} before. */
  readonly promisedVersion?: number | undefined;
  /** What a hold took of its limits by `promisedTakes`; absent: the claim takes it. */
  readonly held?: readonly Taken[] | undefined;
  /** The member asks for it by themselves: what is given otherwise is refused. */
  readonly own?: boolean;
  /** True: for what reserved the offer; others do not get its vouchers. */
  readonly reserved?: boolean | undefined;
}

/** One claim of a batch: who asks, at which moment, in which language. */
export interface Claim extends ClaimInput {
  readonly caller: Pick<BatchCaller, "actor" | "now" | "recordedAt" | "requestId" | "lang">;
}

/** Refuses what the version itself forbids at the moment of the claim. */
export function checkClaimable(
  claim: Pick<Context, "brand" | "now" | "lang">,
  version: OfferVersionsTable,
): void {
  if (version.trigger === "automatic") throw refuse("offer_automatic");
  const { claim_from: from, claim_to: to } = version;
  // Windows begin and end on a whole millisecond.
  const nowMs = claim.now.epochMilliseconds;
  if (from && nowMs < from.epochMilliseconds) {
    throw refuse("offer_not_started", {
      from: clockText(claim, from),
      fromAt: from.epochMilliseconds,
    });
  }
  const over = to !== null && nowMs >= to.epochMilliseconds;
  const usableTo = validityWindow(claim, version.terms.validity).to;
  if (over || nowMs >= usableTo.epochMilliseconds) throw refuse("offer_over");
}

async function checkStore(ctx: Context, live: LiveOffer, storeId: string | null): Promise<void> {
  if (storeId === null) return;
  const { version } = live;
  const scope = version.scope_unit_id;
  const inside = scope
    ? (await unitAncestors(ctx, storeId, ctx.recordedAt)).some((unit) => unit.unitId === scope)
    : await isStoreOfVersion(ctx, version, storeId);
  if (!inside) throw refuse("offer_not_at_store");
}

async function kept<T>(run: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What is read of a claim before anything is decided. */
export interface Looked {
  readonly live: LiveOffer | Refusal;
  readonly source: Source | null;
  readonly newMember: boolean;
}

interface Ready extends Looked {
  readonly place: number;
  readonly claim: Claim;
  readonly live: LiveOffer;
}

type Outcome = Made | Refusal;

/** What a batch asks once for all of its claims, all in one round trip. */
async function askOnce<T>(keys: Iterable<string>, ask: (key: string) => Promise<T>) {
  const asked = [...new Set(keys)];
  const answers = await together(asked.map((key) => kept(() => ask(key))));
  return new Map(asked.map((key, place) => [key, answers[place]!]));
}

const versionKey = ({ offerId, promisedVersion }: Claim): string =>
  `${offerId} ${promisedVersion}`;

/** The offer as it is live, or with the version that a release promised. */
async function promisedOffer(
  ctx: Context,
  { offerId, promisedVersion: promised }: Claim,
): Promise<LiveOffer> {
  const live = await liveOffer(ctx, offerId);
  if (promised === undefined || promised === live.version.version) return live;
  return { ...live, version: await getVersion(ctx, offerId, promised) };
}

function refusalOf(claim: Claim, live: LiveOffer, brand: Context["brand"]): Refusal | null {
  if (claim.own && !live.version.self_claim) return refuse("offer_not_self_claim");
  try {
    checkClaimable({ brand, now: claim.caller.now, lang: claim.caller.lang }, live.version);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Tells what the store is not part of; a batch knows few stores of few offers. */
async function refusedAtStore(ctx: Context, ready: readonly Ready[]) {
  const named = ready.filter(({ claim }) => claim.storeId !== null);
  if (named.length === 0) return () => null;
  const pairOf = ({ claim }: Ready) => `${versionKey(claim)} ${claim.storeId}`;
  const pairs = new Map(named.map((one) => [pairOf(one), one]));
  const stores = await askOnce(pairs.keys(), async (pair) => {
    const { live, claim } = pairs.get(pair)!;
    await checkStore(ctx, live, claim.storeId);
  });
  return (one: Ready): Refusal | null => stores.get(pairOf(one)) ?? null;
}

/** Reserved for somebody else; a release has promised what it asks for. */
const isHeldBack = (claim: Claim, { offer }: LiveOffer): boolean =>
  offer.reserved && !claim.reserved && claim.promisedVersion === undefined;

/** Reads what {@link claimMany} decides by: offers, sources, who is new. One round trip. */
export async function lookAtClaims(ctx: Context, claims: readonly Claim[]): Promise<Looked[]> {
  const byVersion = new Map(claims.map((claim) => [versionKey(claim), claim]));
  const [offers, sources, fresh] = await together([
    askOnce(byVersion.keys(), (key) => promisedOffer(ctx, byVersion.get(key)!)),
    sourcesOf(ctx, claims.map(({ memberId, touchId, caller }) => ({
      memberId,
      touchId: touchId ?? null,
      now: caller.now,
    }))),
    areNewMembers(ctx, claims.map(({ memberId, caller }) => ({ memberId, at: caller.now }))),
  ]);
  return claims.map((claim, place) => ({
    live: offers.get(versionKey(claim))!,
    source: sources[place] ?? null,
    newMember: fresh[place] ?? false,
  }));
}

function allowed(
  ctx: Context,
  claims: readonly Claim[],
  looked: readonly Looked[],
  outcomes: (Outcome | null)[],
): Ready[] {
  return claims.flatMap((claim, place): Ready[] => {
    const own = looked[place]!;
    const { live } = own;
    const refused = live instanceof Refusal ? live
      : isHeldBack(claim, live) ? refuse("offer_reserved") : refusalOf(claim, live, ctx.brand);
    if (!refused) return [{ ...own, place, claim, live: live as LiveOffer }];
    outcomes[place] = refused;
    return [];
  });
}

interface Drafted extends Ready {
  readonly issue: Issue;
  readonly takes: readonly Take[];
  readonly targets: readonly StopTarget[];
}

/** Who names no store shares one count with all who name none: leaving it out wins nothing. */
const storeOf = ({ caller, storeId }: Claim): string | null =>
  storeId ?? (caller.actor.kind === "member" ? "none" : null);

/** What stands for the phone and for the household of each member, where a rule asks for it. */
async function namesOf(ctx: Context, ready: readonly Ready[]) {
  const counted = (of: "phone" | "household") =>
    ready.filter(({ live }) => limitsOfWhom(live.version, of)).map(({ claim }) => claim.memberId);
  const [phones, households] = await together([
    phoneHashes(ctx, counted("phone")),
    householdKeys(ctx, counted("household")),
  ]);
  return { phones, households };
}

/** What its voucher holds: the way back of a recall. */
function takenBy({ held }: Claim, takes: readonly Take[]): readonly Taken[] {
  const own = takes.map(({ key, amount }) => ({ key, amount }));
  return held ? [...held, ...own.slice(-1)] : own;
}

async function draftsOf(ctx: Context, ready: readonly Ready[]): Promise<Drafted[]> {
  const { phones, households } = await namesOf(ctx, ready);
  return ready.map((one) => {
    const { claim, source, live: { offer, version } } = one;
    const campaignId = claim.campaignId ?? source?.campaignId ?? offer.campaign_id;
    const takes = takesOf({ brand: ctx.brand, now: claim.caller.now }, version, {
      member: claim.memberId,
      phone: phones.get(claim.memberId) ?? null,
      household: households.get(claim.memberId) ?? null,
      device: claim.visitorId ?? source?.visitorId ?? null,
      store: storeOf(claim),
      campaign: campaignId,
    });
    const issue = {
      caller: claim.caller,
      offerId: offer.offer_id,
      offerVersion: version.version,
      ownerUnitId: offer.unit_id,
      memberId: claim.memberId,
      newMember: one.newMember,
      terms: version.terms,
      storeId: claim.storeId,
      campaignId,
      channelId: source?.channelId ?? null,
      sourceCodeId: source?.sourceCodeId ?? null,
      visitorId: source?.visitorId ?? null,
      taken: takenBy(claim, takes),
      permanentKey: claim.permanentKey ?? null,
    };
    // The stock comes last; what was promised has taken it.
    const promised = claim.promisedVersion !== undefined;
    const due = claim.held ? [] : promised ? takes.slice(0, -1) : takes;
    return { ...one, issue, takes: due, targets: targetsOf(issue) };
  });
}

function targetsOf({ offerId, campaignId, storeId, channelId }: Issue): StopTarget[] {
  const targets: StopTarget[] = [{ kind: "offer", targetId: offerId }];
  if (campaignId) targets.push({ kind: "campaign", targetId: campaignId });
  if (storeId) targets.push({ kind: "store", targetId: storeId });
  if (channelId) targets.push({ kind: "channel", targetId: channelId });
  return targets;
}

/** Tells what stands under a stop sign: read in the transaction that would commit it. */
async function refusedByStop(ctx: Context, drafted: readonly Drafted[]) {
  const isStopped = await stopsAmong(ctx, drafted.flatMap(({ targets }) => targets));
  return ({ issue, targets }: Drafted): Refusal | null => {
    if (!targets.some(isStopped)) return null;
    const { now, recordedAt } = issue.caller;
    // What an import tells of the past happened before any sign of today.
    return Temporal.Instant.compare(now, recordedAt) < 0 ? null : refuse("stopped");
  };
}

/**
 * Gives each claim its voucher if state, window, store, stop signs and limits allow, in their
 * order of arrival; answers the voucher or the refusal of each. A dozen statements for any number.
 * `looked`: by {@link lookAtClaims}, where it was asked before.
 */
export async function claimMany(
  ctx: Context,
  claims: readonly Claim[],
  looked?: readonly Looked[],
): Promise<Outcome[]> {
  const outcomes: (Outcome | null)[] = claims.map(() => null);
  const ready = allowed(ctx, claims, looked ?? await lookAtClaims(ctx, claims), outcomes);
  const drafted = await draftsOf(ctx, ready);
  const [atStore, byStop, seen] = await together([
    refusedAtStore(ctx, drafted),
    refusedByStop(ctx, drafted),
    lookAhead(ctx, drafted.map((one) => one.takes)),
  ]);
  const running = drafted.filter((one) => {
    const refused = atStore(one) ?? byStop(one);
    if (refused) outcomes[one.place] = refused;
    return !refused;
  });
  const refusals = await takeMany(ctx, running.map((one) => one.takes), seen);
  const granted = running.filter((one, index) => {
    outcomes[one.place] = refusals[index] ?? null;
    return !refusals[index];
  });
  const made = await makeVouchers(ctx, granted.map((one) => one.issue));
  granted.forEach((one, index) => {
    outcomes[one.place] = made[index] ?? null;
  });
  return outcomes.map((outcome) => {
    if (outcome === null) throw new Error("a claim went in and no answer came out");
    return outcome;
  });
}

/** Gives the member one voucher of the offer, if state, window, store, limits allow; its id. */
export async function claimOffer(ctx: Context, input: ClaimInput): Promise<string> {
  const [outcome] = await claimMany(ctx, [{ ...input, caller: ctx }]);
  if (outcome instanceof Refusal) throw outcome;
  return outcome!.voucherId;
}
