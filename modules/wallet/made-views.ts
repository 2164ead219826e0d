import type { Context } from "#platform/context.ts";
import { together } from "#platform/together.ts";
import type { Made } from "./issue-voucher.ts";
import { knownTerms, type VersionOfOffer } from "./known-terms.ts";
import type { VoucherRow } from "./queries.ts";
import { storesOf } from "./store-scope.ts";
import type { TermsTable } from "./tables.ts";
import { stateOf } from "./voucher-state.ts";
import { type VoucherView, voucherView } from "./voucher-view.ts";

const keyOf = ({ offerId, offerVersion }: VersionOfOffer): string => `${offerId} ${offerVersion}`;

function rowOf({ voucherId, window, issue }: Made, terms: TermsTable): VoucherRow {
  return {
    ...terms,
    voucher_id: voucherId,
    member_id: issue.memberId,
    valid_from: window.from,
    valid_to: window.to,
    uses_total: issue.terms.usesTotal,
    uses_left: issue.terms.usesTotal,
    issued_at: issue.caller.now,
    issued_store_id: issue.storeId,
    campaign_id: issue.campaignId,
    channel_id: issue.channelId,
    source_code_id: issue.sourceCodeId,
    visitor_id: issue.visitorId,
    new_member: issue.newMember,
    taken: issue.taken,
    recalled_at: null,
    code_hmac: null,
    code_last4: null,
    permanent_key: issue.permanentKey,
    gift_until: null,
    given_at: null,
    gift_of: null,
    gifts_made: 0,
  };
}

/** What the views of vouchers need of their versions: terms, and where they may be used. */
async function readVersions(ctx: Context, versions: readonly VersionOfOffer[]) {
  const distinct = [...new Map(versions.map((one) => [keyOf(one), one])).values()];
  const terms = await knownTerms(ctx, distinct);
  const asked = distinct.map(async (one) => {
    const own = terms(one);
    return [keyOf(one), own && { terms: own, stores: await storesOf(ctx, own) }] as const;
  });
  return new Map(await together(asked));
}

/**
 * How vouchers that are about to be made of these versions will look to their members. What it asks
 * goes out with whatever else is asked meanwhile.
 */
export async function viewsOfVersions(
  ctx: Context,
  versions: readonly VersionOfOffer[],
): Promise<(made: readonly Made[]) => VoucherView[]> {
  const read = await readVersions(ctx, versions);
  const first = new Map<string, VoucherView>();
  const viewOf = ({ voucherId, window, issue }: Made): VoucherView => {
    const key = keyOf(issue);
    const own = read.get(key);
    if (!own) throw new Error(`voucher ${voucherId} was made without terms`);
    const { now } = issue.caller;
    let known = first.get(key);
    if (!known) {
      known = voucherView(rowOf({ voucherId, window, issue }, own.terms), now, own.stores);
      first.set(key, known);
    }
    const left = {
      uses_left: issue.terms.usesTotal, recalled_at: null, given_at: null, gift_until: null,
    };
    // Vouchers of one version differ in little: the rest is made once.
    return {
      ...known,
      voucherId,
      state: stateOf({ valid_from: window.from, valid_to: window.to, ...left }, now),
      validFrom: window.from.epochMilliseconds,
      validTo: window.to.epochMilliseconds,
      issuedAt: now.epochMilliseconds,
    };
  };
  return (made) => made.map(viewOf);
}

/** Vouchers that were just made as their members see them; reads the terms, not the vouchers. */
export async function madeViews(ctx: Context, made: readonly Made[]): Promise<VoucherView[]> {
  if (made.length === 0) return [];
  return (await viewsOfVersions(ctx, made.map(({ issue }) => issue)))(made);
}
