import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import {
  type ContactRecord, contactRecord, readAs, readStatement, type RedemptionRecord,
  redemptionRecord, type UndoRecord, undoRecord,
} from "#packages/offline/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockRights } from "../locks.ts";
import { permitStore } from "../store-access.ts";
import { revocationsFor, rulesFor } from "./bundle.ts";
import { lockDevice } from "./devices.ts";
import type { DevicesTable, OfflineTables } from "./tables.ts";
import { quarantined, takeRedemption, type Taken } from "./take-redemption.ts";
import { takeUndo } from "./take-undo.ts";

export interface Sent {
  readonly text: string;
  readonly signature: string;
}

export interface SyncInput {
  readonly deviceId: string;
  readonly contact: string;
  readonly signature: string;
  readonly records: readonly Sent[];
}

interface Placed extends Sent {
  readonly sequence: number;
  readonly previous: unknown;
  /** Of the text: what the next record carries. */
  readonly hash: string;
  /** Of text and signature: what nobody else signed is another record. */
  readonly mark: string;
  readonly value: Record<string, unknown>;
}

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

const spkiHead = Buffer.from("3059301306072a8648ce3d020106082a8648ce3d030107034200", "hex");

function keyOf(device: DevicesTable): KeyObject {
  const key = Buffer.concat([spkiHead, device.public_key]);
  return createPublicKey({ key, format: "der", type: "spki" });
}

function isSigned(key: KeyObject, { text, signature }: Sent): boolean {
  const bytes = Buffer.from(signature, "base64url");
  return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, bytes);
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value ? { ...value } : {};
  } catch {
    return {};
  }
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

function placed(sent: Sent): Placed {
  const value = jsonOf(sent.text);
  const { sequence, previous } = value;
  const hash = sha256(sent.text);
  const mark = sha256(`${sent.text}\n${sent.signature}`);
  const isPlace = Number.isSafeInteger(sequence) && (sequence as number) < 2 ** 31;
  return { ...sent, value, previous, hash, mark, sequence: isPlace ? (sequence as number) : 0 };
}

const recordsOf = (ctx: Context) =>
  tablesOf<OfflineTables>(ctx)
    .selectFrom("redemption.offline_records")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

async function keep(
  ctx: Context,
  device: DevicesTable,
  one: Placed,
  taken: Taken,
  inChain: boolean,
): Promise<void> {
  const { device_id: deviceId, store_id: unitId } = device;
  const { sequence, mark, text, signature } = one;
  await tablesOf<OfflineTables>(ctx)
    .insertInto("redemption.offline_records")
    .values({
      brand_id: ctx.brand.brandId,
      device_id: deviceId,
      sequence,
      mark,
      text,
      signature,
      in_chain: inChain,
      outcome: taken.outcome,
      reason: taken.reason,
      redemption_id: taken.redemptionId ?? null,
      conflict_id: taken.conflictId ?? null,
      received_at: ctx.recordedAt,
    })
    .execute();
  if (taken.outcome !== "quarantined") return;
  const payload = { deviceId, sequence, reason: taken.reason ?? "" };
  await emit(ctx, "redemption.offline_quarantined", { unitId, payload });
}

/** What keeps a record out of the chain; it is kept beside it, and the chain waits. */
function besideChain(device: DevicesTable, key: KeyObject, one: Placed, head: Head) {
  if (device.revoked_at) return "revoked";
  if (jsonOf(one.text).deviceId !== device.device_id || !isSigned(key, one)) return "signature";
  if (one.sequence <= head.sequence) return "fork";
  return one.sequence === head.sequence + 1 && one.previous !== head.hash ? "chain" : null;
}

async function take(ctx: Context, device: DevicesTable, one: Placed): Promise<Taken> {
  const redemption = readAs<RedemptionRecord>(redemptionRecord, one.value);
  if (redemption) return takeRedemption(ctx, device, redemption);
  const undo = readAs<UndoRecord>(undoRecord, one.value);
  return undo ? takeUndo(ctx, device, undo) : quarantined("format");
}

interface Result {
  readonly sequence: number;
  readonly outcome: string;
  readonly reason: string | null;
}

/** One record; a repetition answers what it was the first time, for ever. Null: one is missing. */
async function takeOne(
  ctx: Context,
  device: DevicesTable,
  key: KeyObject,
  head: Head,
  one: Placed,
): Promise<{ result: Result; head: Head } | null> {
  const { sequence, hash, mark } = one;
  const before = await recordsOf(ctx)
    .where("device_id", "=", device.device_id)
    .where("sequence", "=", sequence)
    .where("mark", "=", mark)
    .executeTakeFirst();
  if (before) {
    return { result: { sequence, outcome: before.outcome, reason: before.reason }, head };
  }
  const aside = besideChain(device, key, one, head);
  if (!aside && sequence !== head.sequence + 1) return null;
  const taken = aside ? quarantined(aside) : await take(ctx, device, one);
  await keep(ctx, device, one, taken, !aside);
  const { outcome, reason } = taken;
  return { result: { sequence, outcome, reason }, head: aside ? head : { sequence, hash } };
}

function contactOf(device: DevicesTable, key: KeyObject, input: SyncInput): ContactRecord {
  const sent = { text: input.contact, signature: input.signature };
  const contact = readAs<ContactRecord>(contactRecord, jsonOf(input.contact));
  if (contact?.deviceId !== device.device_id || !isSigned(key, sent)) {
    throw refuse("offline_contact_invalid");
  }
  return contact;
}

async function noteContact(ctx: Context, device: DevicesTable, contact: ContactRecord, head: Head) {
  const complete = contact.head === head.sequence && contact.headHash === head.hash;
  const at = Math.min(contact.at, ctx.recordedAt.epochMilliseconds);
  const contactAt = Math.max(device.contact_at.epochMilliseconds, complete ? at : 0);
  await tablesOf<OfflineTables>(ctx)
    .updateTable("redemption.offline_devices")
    .set({
      last_sequence: head.sequence,
      last_hash: head.hash,
      contact_at: Temporal.Instant.fromEpochMilliseconds(contactAt),
      seen_at: ctx.recordedAt,
    })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("device_id", "=", device.device_id)
    .execute();
}

function rightsOf(records: readonly Placed[]) {
  return records.flatMap(({ value }) => {
    const { statement } = value;
    const signed = typeof statement === "string" ? readStatement(statement) : null;
    return signed ? [signed.statement] : [];
  });
}

/**
 * Takes a device's records in order and tells it the rules for the next time without a line. Safe
 * to repeat for ever; a call that was cut short goes on where the chain stands.
 */
export async function syncDevice(ctx: Context, input: SyncInput) {
  const device = await lockDevice(ctx, input.deviceId);
  await permitStore(ctx, device.store_id);
  const key = keyOf(device);
  const contact = contactOf(device, key, input);
  let head: Head = { sequence: device.last_sequence, hash: device.last_hash };
  const results: Result[] = [];
  const records = input.records.map(placed);
  await lockRights(ctx, rightsOf(records));
  for (const record of records) {
    const taken = await takeOne(ctx, device, key, head, record);
    if (!taken) break;
    head = taken.head;
    results.push(taken.result);
  }
  await noteContact(ctx, device, contact, head);
  return {
    serverAt: ctx.recordedAt.epochMilliseconds,
    revoked: device.revoked_at !== null,
    expected: head.sequence + 1,
    results,
    rules: await rulesFor(ctx, device),
    revocations: await revocationsFor(ctx, device),
  };
}
