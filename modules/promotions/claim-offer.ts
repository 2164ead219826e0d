import { sourcesOf } from "#modules/channels/index.ts";
import { stopsAmong, type StopTarget, type Take, takeMany } from "#modules/limits/index.ts";
import { areNewMembers, phoneHashes } from "#modules/members/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { type Issue, type Made, makeVouchers, validityWindow } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import type { BatchCaller } from "#platform/route.ts";
import { clockText } from "#platform/time.ts";
import { limitsPhone, takesOf } from "./limit-keys.ts";
import { isStoreOfVersion, type LiveOffer, liveOffer } from "./queries.ts";
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
  if (from && Temporal.Instant.compare(claim.now, from) < 0) {
    throw refuse("offer_not_started", {
      from: clockText(claim, from),
      fromAt: from.epochMilliseconds,
    });
  }
  const over = to !== null && Temporal.Instant.compare(claim.now, to) >= 0;
  const usableTo = validityWindow(claim, version.terms.validity).to;
  if (over || Temporal.Instant.compare(claim.now, usableTo) >= 0) throw refuse("offer_over");
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

/** What a batch asks once for all of its claims: offers by id, stores by offer. */
function reader(ctx: Context) {
  const asked = new Map<string, Promise<unknown>>();
  function once<T>(key: string, run: () => Promise<T>): Promise<T | Refusal> {
    const known = asked.get(key) ?? kept(run);
    asked.set(key, known);
    return known as Promise<T | Refusal>;
  }
  return {
    offer: (offerId: string) => once(offerId, () => liveOffer(ctx, offerId)),
    store: (live: LiveOffer, storeId: string | null) =>
      once(`${live.offer.offer_id} ${storeId}`, () => checkStore(ctx, live, storeId)),
  };
}

interface Ready {
  readonly place: number;
  readonly claim: Claim;
  readonly live: LiveOffer;
}

type Outcome = Made | Refusal;

async function allowed(ctx: Context, claims: readonly Claim[], outcomes: (Outcome | null)[]) {
  const read = reader(ctx);
  const ready: Ready[] = [];
  for (const [place, claim] of claims.entries()) {
    const outcome = await kept(async () => {
      const live = await read.offer(claim.offerId);
      if (live instanceof Refusal) throw live;
      checkClaimable({ brand: ctx.brand, ...claim.caller }, live.version);
      const refused = await read.store(live, claim.storeId);
      if (refused instanceof Refusal) throw refused;
      return { place, claim, live };
    });
    if (outcome instanceof Refusal) outcomes[place] = outcome;
    else ready.push(outcome);
  }
  return ready;
}

interface Drafted extends Ready {
  readonly issue: Issue;
  readonly takes: readonly Take[];
}

/** Who names no store shares one count with all who name none: leaving it out wins nothing. */
const storeOf = ({ caller, storeId }: Claim): string | null =>
  storeId ?? (caller.actor.kind === "member" ? "none" : null);

async function phonesOf(ctx: Context, ready: readonly Ready[]) {
  const counted = ready.filter(({ live }) => limitsPhone(live.version));
  return phoneHashes(ctx, counted.map(({ claim }) => claim.memberId));
}

async function draftsOf(ctx: Context, ready: readonly Ready[]): Promise<Drafted[]> {
  const sources = await sourcesOf(
    ctx,
    ready.map(({ claim: { memberId, touchId, caller } }) => ({
      memberId,
      touchId: touchId ?? null,
      now: caller.now,
    })),
  );
  const fresh = await areNewMembers(
    ctx,
    ready.map(({ claim }) => ({ memberId: claim.memberId, at: claim.caller.now })),
  );
  const phones = await phonesOf(ctx, ready);
  return ready.map((one, index) => {
    const { claim, live: { offer, version } } = one;
    const source = sources[index];
    const campaignId = claim.campaignId ?? source?.campaignId ?? offer.campaign_id;
    const takes = takesOf({ brand: ctx.brand, now: claim.caller.now }, version, {
      member: claim.memberId,
      phone: phones.get(claim.memberId) ?? null,
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
      newMember: fresh[index] ?? false,
      terms: version.terms,
      storeId: claim.storeId,
      campaignId,
      channelId: source?.channelId ?? null,
      sourceCodeId: source?.sourceCodeId ?? null,
      visitorId: source?.visitorId ?? null,
      taken: takes.map(({ key, amount }) => ({ key, amount })),
      permanentKey: claim.permanentKey ?? null,
    };
    return { ...one, issue, takes };
  });
}

function targetsOf({ offerId, campaignId, storeId, channelId }: Issue): StopTarget[] {
  const all = { offer: offerId, campaign: campaignId, store: storeId, channel: channelId };
  return Object.entries(all).flatMap(([kind, targetId]) =>
    targetId ? [{ kind: kind as StopTarget["kind"], targetId }] : [],
  );
}

/** Leaves out what stands under a stop sign: read in the transaction that would commit it. */
async function unstopped(ctx: Context, drafted: readonly Drafted[], outcomes: (Outcome | null)[]) {
  const isStopped = await stopsAmong(ctx, drafted.flatMap(({ issue }) => targetsOf(issue)));
  return drafted.filter(({ issue, place }) => {
    const { now, recordedAt } = issue.caller;
    // What an import tells of the past happened before any sign of today.
    const past = Temporal.Instant.compare(now, recordedAt) < 0;
    const stopped = !past && targetsOf(issue).some(isStopped);
    if (stopped) outcomes[place] = refuse("stopped");
    return !stopped;
  });
}

/**
 * Gives each claim its voucher if state, window, store, stop signs and limits allow, in their
 * order of arrival; answers the voucher or the refusal of each. A dozen statements for any number.
 */
export async function claimMany(ctx: Context, claims: readonly Claim[]): Promise<Outcome[]> {
  const outcomes: (Outcome | null)[] = claims.map(() => null);
  const ready = await allowed(ctx, claims, outcomes);
  const running = await unstopped(ctx, await draftsOf(ctx, ready), outcomes);
  const refusals = await takeMany(ctx, running.map((one) => one.takes));
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
