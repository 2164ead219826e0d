import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Made } from "./issue-voucher.ts";
import type { VoucherRow } from "./queries.ts";
import { scopeReader } from "./store-scope.ts";
import type { TermsTable } from "./tables.ts";
import { stateOf } from "./voucher-state.ts";
import { type VoucherView, voucherView } from "./voucher-view.ts";

const keyOf = (offerId: string, version: number): string => `${offerId} ${version}`;

async function termsOf(ctx: Context, made: readonly Made[]): Promise<Map<string, TermsTable>> {
  const distinct = new Map(
    made.map(({ issue }) => [keyOf(issue.offerId, issue.offerVersion), issue]),
  );
  const asked = [...distinct.values()];
  const { rows } = await sql<TermsTable>`
    select t.* from wallet.terms t join unnest(${asked.map((one) => one.offerId)}::uuid[],
      ${asked.map((one) => one.offerVersion)}::int[]) as a(offer_id, offer_version)
      on a.offer_id = t.offer_id and a.offer_version = t.offer_version
    where t.brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  return new Map(rows.map((row) => [keyOf(row.offer_id, row.offer_version), row]));
}

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

/** Vouchers that were just made as their members see them; reads the terms, not the vouchers. */
export async function madeViews(ctx: Context, made: readonly Made[]): Promise<VoucherView[]> {
  if (made.length === 0) return [];
  const terms = await termsOf(ctx, made);
  const storesOfRow = scopeReader(ctx);
  const first = new Map<string, VoucherView>();
  const views: VoucherView[] = [];
  for (const one of made) {
    const { voucherId, window, issue } = one;
    const key = keyOf(issue.offerId, issue.offerVersion);
    const own = terms.get(key);
    if (!own) throw new Error(`voucher ${voucherId} was made without terms`);
    const { now } = issue.caller;
    let known = first.get(key);
    if (!known) {
      const row = rowOf(one, own);
      known = voucherView(row, now, await storesOfRow(row));
      first.set(key, known);
    }
    const left = {
      uses_left: issue.terms.usesTotal,
      recalled_at: null,
      given_at: null,
      gift_until: null,
    };
    // Vouchers of one version differ in little: the rest is made once.
    views.push({
      ...known,
      voucherId,
      state: stateOf({ valid_from: window.from, valid_to: window.to, ...left }, now),
      validFrom: window.from.epochMilliseconds,
      validTo: window.to.epochMilliseconds,
      issuedAt: now.epochMilliseconds,
    });
  }
  return views;
}
