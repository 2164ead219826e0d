import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { sendNow } from "#platform/db/batch-connection.ts";
import { beforeCommit, isHopeful } from "#platform/db/before-commit.ts";
import { lines, plainArray } from "#platform/db/lists.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import type { OfferTerms } from "#packages/pricing/index.ts";
import { lockPermanentKey } from "./locks.ts";
import type { WalletTables } from "./tables.ts";
import { knownTerms } from "./known-terms.ts";
import { validityWindow } from "./validity-window.ts";

export interface IssueInput {
  readonly offerId: string;
  readonly offerVersion: number;
  readonly ownerUnitId: string;
  readonly memberId: string;
  /** Who is new is asked before the limits are taken: what follows them holds their rows. */
  readonly newMember: boolean;
  readonly terms: OfferTerms;
  /** Where it was claimed; null: nowhere or unknown. */
  readonly storeId: string | null;
  readonly campaignId: string | null;
  readonly channelId: string | null;
  readonly sourceCodeId: string | null;
  readonly visitorId: string | null;
  /** What was taken from module limits for it; recall gives exactly this back. */
  readonly taken: readonly { readonly key: string; readonly amount: number }[];
  /** An import's own key of this voucher. */
  readonly permanentKey: string | null;
}

/** The voucher that an import's key already made; waits for one that is being made. */
export async function voucherByPermanentKey(ctx: Context, key: string): Promise<string | null> {
  await lockPermanentKey(ctx, key);
  const row = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.vouchers")
    .select("voucher_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("permanent_key", "=", key)
    .executeTakeFirst();
  return row?.voucher_id ?? null;
}

/** One of many: its own voucher, moment and actor. */
export interface Issue extends IssueInput {
  readonly caller: Pick<Context, "actor" | "now" | "recordedAt" | "requestId">;
}

/** A voucher as it was just written. */
export interface Made {
  readonly voucherId: string;
  readonly window: ReturnType<typeof validityWindow>;
  readonly issue: Issue;
}

/** Windows are few, vouchers many: the text of the one before serves most. */
function instantTexts(instants: readonly Temporal.Instant[]): string[] {
  let last: Temporal.Instant | undefined;
  let text = "";
  return instants.map((instant) => {
    if (instant !== last) text = instant.toString();
    last = instant;
    return text;
  });
}

async function write(ctx: Context, made: readonly Made[]): Promise<void> {
  const ids = (pick: (issue: Issue) => string | null) =>
    plainArray(made.map(({ issue }) => pick(issue)));
  await sendNow(ctx.tx, sql`/* kept */
    insert into wallet.vouchers (brand_id, voucher_id, offer_id, offer_version, member_id,
      valid_from, valid_to, uses_total, uses_left, issued_at, issued_store_id, campaign_id,
      channel_id, source_code_id, visitor_id, new_member, taken, permanent_key)
    select ${ctx.brand.brandId}::uuid, r.voucher_id, r.offer_id, r.offer_version, r.member_id,
      r.valid_from, r.valid_to, r.uses, r.uses, r.issued_at, r.issued_store_id, r.campaign_id,
      r.channel_id, r.source_code_id, r.visitor_id, r.new_member, r.taken::jsonb,
      r.permanent_key
    from unnest(${plainArray(made.map((one) => one.voucherId))}::uuid[],
      ${ids((issue) => issue.offerId)}::uuid[],
      ${plainArray(made.map(({ issue }) => issue.offerVersion))}::int[],
      ${ids((issue) => issue.memberId)}::uuid[],
      ${plainArray(instantTexts(made.map(({ window }) => window.from)))}::timestamptz[],
      ${plainArray(instantTexts(made.map(({ window }) => window.to)))}::timestamptz[],
      ${plainArray(made.map(({ issue }) => issue.terms.usesTotal))}::int[],
      ${ids((issue) => issue.caller.now.toString())}::timestamptz[],
      ${ids((issue) => issue.storeId)}::uuid[], ${ids((issue) => issue.campaignId)}::uuid[],
      ${ids((issue) => issue.channelId)}::uuid[], ${ids((issue) => issue.sourceCodeId)}::uuid[],
      ${made.map(({ issue }) => issue.visitorId)}::text[],
      ${plainArray(made.map(({ issue }) => issue.newMember))}::boolean[],
      string_to_array(${lines(made.map(({ issue }) => JSON.stringify(issue.taken)))}, chr(10)),
      ${made.map(({ issue }) => issue.permanentKey)}::text[])
      as r(voucher_id, offer_id, offer_version, member_id, valid_from, valid_to, uses, issued_at,
        issued_store_id, campaign_id, channel_id, source_code_id, visitor_id, new_member, taken,
        permanent_key)`);
}

/**
 * That there are terms for all, once a version. They are never removed: nothing needs to be held.
 * A foreign key would ask for each voucher, at the price of writing it.
 */
async function checkTerms(ctx: Context, made: readonly Made[]): Promise<void> {
  const terms = await knownTerms(ctx, made.map(({ issue }) => issue));
  if (made.some(({ issue }) => !terms(issue))) throw new Error("A voucher needs terms.");
}

function eventOf({ voucherId, window, issue }: Made) {
  const { campaignId, channelId, sourceCodeId, visitorId, storeId, newMember } = issue;
  return {
    unitId: storeId ?? issue.ownerUnitId,
    memberId: issue.memberId,
    caller: issue.caller,
    payload: {
      voucherId,
      offerId: issue.offerId,
      offerVersion: issue.offerVersion,
      campaignId,
      channelId,
      sourceCodeId,
      visitorId,
      storeId,
      newMember,
      validFrom: window.from.epochMilliseconds,
      validTo: window.to.epochMilliseconds,
      uses: issue.terms.usesTotal,
    },
  };
}

/**
 * Gives members their vouchers, in three statements. The caller has taken the limits. In a hopeful
 * transaction they are written with its commit: nobody reads them before.
 */
export async function makeVouchers(ctx: Context, issues: readonly Issue[]): Promise<Made[]> {
  if (issues.length === 0) return [];
  const made = issues.map((issue) => ({
    voucherId: newId(),
    window: validityWindow({ brand: ctx.brand, now: issue.caller.now }, issue.terms.validity),
    issue,
  }));
  await checkTerms(ctx, made);
  const writing = () => write(ctx, made);
  if (!isHopeful(ctx.tx) || !beforeCommit(ctx.tx, writing)) await writing();
  await emitMany(ctx, "wallet.voucher_issued", made.map(eventOf));
  return made;
}
