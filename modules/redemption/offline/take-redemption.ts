import { createPublicKey, verify } from "node:crypto";
import { sql } from "kysely";
import { readStatement, type RedemptionRecord, windowOf } from "#packages/offline/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { countHeld, dropHeld } from "#platform/journal.ts";
import type { RightCommit, RightUse } from "../port.ts";
import { rightKind } from "../rights.ts";
import { writeRedemptions } from "../write-redemptions.ts";
import { keepConflict } from "./conflict.ts";
import { publicKeyOf } from "./keys.ts";
import type { DevicesTable, OfflineTables, StatementsTable } from "./tables.ts";

/** What became of one record. */
export interface Taken {
  readonly outcome:
    "redeemed" | "honoured" | "refused" | "undone" | "undo_void" | "quarantined";
  readonly reason: string | null;
  readonly redemptionId?: string;
  readonly conflictId?: string;
}

export const quarantined = (reason: string): Taken => ({ outcome: "quarantined", reason });

const at = (millis: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(millis);

function verifyStatement(signature: Uint8Array, body: Uint8Array, key: Buffer): boolean {
  const jwk = { kty: "OKP", crv: "Ed25519", x: key.toString("base64url") };
  return verify(null, body, createPublicKey({ key: jwk, format: "jwk" }), signature);
}

/** The statement behind a text, if this server signed and issued it; else why not. */
export async function issuedStatement(
  ctx: Context,
  text: string,
): Promise<StatementsTable | "statement" | "serial"> {
  const signed = readStatement(text);
  if (!signed) return "statement";
  const { statement, body, signature } = signed;
  const key = await publicKeyOf(ctx, statement.keyId);
  if (!key || !verifyStatement(signature, body, key)) return "statement";
  const row = await tablesOf<OfflineTables>(ctx)
    .selectFrom("redemption.offline_statements")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("serial", "=", statement.serial)
    .executeTakeFirst();
  const same =
    row?.right_id === statement.rightId && row.right_kind === statement.kind &&
    row.until.epochMilliseconds === windowOf(statement).until;
  return same ? row : "serial";
}

/** What the server does not believe; null: nothing is against it. */
function disbelief(
  device: DevicesTable,
  record: RedemptionRecord,
  statement: StatementsTable,
): string | null {
  if (statement.store_id !== device.store_id) return "other_store";
  const { not_before: from, until } = statement;
  if (record.at < from.epochMilliseconds || record.at >= until.epochMilliseconds) return "window";
  return record.at < device.contact_at.epochMilliseconds ? "before_contact" : null;
}

/** A refusal that is thrown undoes its own writes only: the other records of the call stand. */
async function commitRight(
  ctx: Context,
  statement: StatementsTable,
  use: Omit<RightUse, "rightId" | "storeId" | "billMayBeUnknown">,
): Promise<RightCommit> {
  const { right_kind: kind, right_id: rightId, store_id: storeId } = statement;
  await sql`savepoint offline_use`.execute(ctx.tx);
  const held = countHeld(ctx.tx);
  try {
    const whole = { ...use, rightId, storeId, billMayBeUnknown: false };
    return await rightKind(kind).commit(ctx, whole);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    await sql`rollback to savepoint offline_use`.execute(ctx.tx);
    dropHeld(ctx.tx, held);
    return { done: false, refusal: { code: thrown.code, params: thrown.params } };
  }
}

/**
 * A redemption that a counter made without a line; the caller holds the right's lock. It goes the
 * ordinary way of the right's kind, at the time that the counter claims; the first to arrive
 * stands.
 */
export async function takeRedemption(
  ctx: Context,
  device: DevicesTable,
  record: RedemptionRecord,
): Promise<Taken> {
  const statement = await issuedStatement(ctx, record.statement);
  if (typeof statement === "string") return quarantined(statement);
  const against = disbelief(device, record, statement);
  if (against) return quarantined(against);
  const { right_kind: kind, right_id: rightId, store_id: storeId } = statement;
  // A clock that runs ahead must not put a redemption into the future.
  const claimed = at(Math.min(record.at, ctx.recordedAt.epochMilliseconds));
  const actor = { kind: "staff" as const, staffId: record.staffId, accountId: record.staffId };
  const then: Context = { ...ctx, now: claimed, actor };
  const { billMinor } = record;
  const redemptionId = newId();
  const { device_id: deviceId } = device;
  const who = { redemptionId, deviceId, staffId: record.staffId };
  const done = await commitRight(then, statement, { billMinor, ...who });
  if (!done.done) {
    const cause = { kind, rightId, code: done.refusal.code };
    const conflict = await keepConflict(ctx, device, record, cause);
    return {
      outcome: conflict.decision,
      reason: conflict.code,
      conflictId: conflict.conflict_id,
    };
  }
  const prepared = { prepareId: newId(), kind, rightId, codeId: null, storeId };
  const permanentKey = `offline:${device.device_id}:${record.sequence}`;
  const told = { billMinor, deviceId: device.device_id, permanentKey };
  await writeRedemptions([{ ctx: then, redemptionId, prepared, told, done }]);
  return { outcome: "redeemed", reason: null, redemptionId };
}
