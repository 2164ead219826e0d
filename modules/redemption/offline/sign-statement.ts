import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { type Statement, statementBody, statementText, idTail } from "#packages/offline/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { lockRights } from "../locks.ts";
import { storeNameOf } from "../queries.ts";
import { refusalFor } from "../refusal.ts";
import { rightKind } from "../rights.ts";
import { assertStore } from "../store-access.ts";
import { holdRefusal } from "./holds.ts";
import { signingKey } from "./keys.ts";
import { isOn, type OfflinePolicy, policyOf } from "./policy.ts";
import { offlineParts } from "./port.ts";
import type { OfflineTables, StatementsTable } from "./tables.ts";

export interface StatementInput {
  readonly kind: string;
  readonly rightId: string;
  readonly storeId: string;
}

// A record may come months later and names its serial.
const keptDays = 180;
const dropAtOnce = 5;
const mostUses = 255;

async function dropOldStatements(ctx: Context): Promise<void> {
  const before = ctx.recordedAt.subtract({ hours: keptDays * 24 });
  await sql`
    delete from redemption.offline_statements where (brand_id, serial) in (
      select brand_id, serial from redemption.offline_statements
      where brand_id = ${ctx.brand.brandId} and hold_until < ${before}
      order by hold_until limit ${dropAtOnce} for update skip locked)`.execute(ctx.tx);
}

/** The right, if the member may use it at this store now. */
async function usableRight(ctx: Context, input: StatementInput) {
  const { kind, rightId, storeId } = input;
  const preview = await rightKind(kind).preview(ctx, { rightId, storeId, billMinor: null });
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  // Another member's right is answered like none, so that ids cannot be tried.
  if (!preview || preview.facts.memberId !== memberId) throw refuse("right_unknown");
  if (preview.refusal) throw await refusalFor(ctx, preview.refusal, { kind, rightId });
  return preview.facts;
}

/** The store's policy, if it takes this offer without a line and has a counter that could. */
async function policyFor(ctx: Context, storeId: string, offerId: string): Promise<OfflinePolicy> {
  const { policy } = await policyOf(ctx, storeId);
  const { rows } = await sql<{ counters: boolean; offer: boolean }>`
    select exists (select 1 from redemption.offline_devices
        where brand_id = ${ctx.brand.brandId} and store_id = ${storeId}
          and revoked_at is null) as counters,
      exists (select 1 from redemption.offline_offers
        where brand_id = ${ctx.brand.brandId} and offer_id = ${offerId}) as offer
  `.execute(ctx.tx);
  if (!isOn(policy) || !rows[0]!.counters) throw refuse("offline_off_here");
  if (!rows[0]!.offer) throw refuse("offline_offer_not");
  return policy;
}

/**
 * Signs the member's offline QR: one right, one store, one window. It holds the right at that
 * store; a right that is held at another is refused.
 */
export async function signStatement(ctx: Context, input: StatementInput) {
  const { kind, rightId, storeId } = input;
  if (kind !== "voucher") throw refuse("offline_kind_not");
  await assertStore(ctx, storeId);
  await lockRights(ctx, [{ kind, rightId }]);
  const facts = await usableRight(ctx, input);
  const version = await offlineParts().rights.versionOf(ctx, rightId);
  if (!version) throw refuse("offline_offer_not");
  const policy = await policyFor(ctx, storeId, version.offerId);
  const held = await holdRefusal(ctx, { kind, rightId }, storeId);
  if (held) throw held;
  await dropOldStatements(ctx);
  const from = Math.floor(ctx.recordedAt.epochMilliseconds / 1000);
  const validSeconds = Math.floor(facts.validTo.epochMilliseconds / 1000) - from;
  const statement: Statement = {
    keyId: 0,
    kind,
    rightId,
    offerTail: idTail(version.offerId),
    offerVersion: version.offerVersion,
    storeTail: idTail(storeId),
    serial: randomBytes(8).toString("hex"),
    notBefore: from,
    seconds: Math.min(policy.statementSeconds, validSeconds),
    uses: Math.min(facts.usesLeft, mostUses),
  };
  const row = await insertStatement(ctx, input, statement, policy);
  const key = await signingKey(ctx);
  const body = statementBody({ ...statement, keyId: key.keyId });
  return {
    text: statementText(body, key.sign(body)),
    storeId,
    ...(await storeNameOf(ctx, storeId)),
    from: row.not_before.epochMilliseconds,
    until: row.until.epochMilliseconds,
    holdUntil: row.hold_until.epochMilliseconds,
  };
}

async function insertStatement(
  ctx: Context,
  { kind, rightId, storeId }: StatementInput,
  { serial, notBefore, seconds }: Statement,
  policy: OfflinePolicy,
): Promise<StatementsTable> {
  const from = Temporal.Instant.fromEpochMilliseconds(notBefore * 1000);
  const until = from.add({ seconds });
  const row = {
    brand_id: ctx.brand.brandId,
    serial,
    right_kind: kind,
    right_id: rightId,
    store_id: storeId,
    not_before: from,
    until,
    hold_until: until.add({ seconds: policy.contactlessSeconds }),
  };
  await tablesOf<OfflineTables>(ctx)
    .insertInto("redemption.offline_statements")
    .values(row)
    .execute();
  return row;
}
