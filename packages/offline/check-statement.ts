import { fromBase64Url } from "./bytes.ts";
import type { BookState, KeptRecord } from "./book-state.ts";
import { readStatement, type Statement, windowOf } from "./statement.ts";
import { type Allowance, type OfflineTerms } from "./store-rules.ts";
import { readAs } from "./format.ts";
import { type RedemptionRecord, redemptionRecord } from "./redemption-record.ts";
import { type UndoRecord, undoRecord } from "./undo-record.ts";

/** Why the counter cannot take something while it is without a line. */
export type OfflineNo =
  | "not_enrolled" | "revoked_device" | "off" | "contact_too_long"
  | "unreadable" | "not_signed" | "other_store" | "window_over" | "revoked" | "offer_not_offline"
  | "used_here" | "cap_count" | "cap_value" | "bill_needed" | "below_threshold"
  | "undo_unknown" | "undo_too_late";

/** Ed25519: true when the key's owner signed these bytes. */
export type VerifyStatement = (
  signature: Uint8Array,
  body: Uint8Array,
  publicKey: Uint8Array,
) => Promise<boolean> | boolean;

export interface Seen {
  readonly statement: Statement;
  readonly terms: OfflineTerms;
}

/** The records of one device, read: what was used, and what was taken back. */
export interface ReadRecords {
  readonly used: readonly RedemptionRecord[];
  readonly undone: ReadonlySet<number>;
}

export function readRecords(records: readonly KeptRecord[]): ReadRecords {
  const values = records.map((one) => JSON.parse(one.text) as unknown);
  const used = values.flatMap((one) => readAs<RedemptionRecord>(redemptionRecord, one) ?? []);
  const undos = values.flatMap((one) => readAs<UndoRecord>(undoRecord, one) ?? []);
  return { used, undone: new Set(undos.map((one) => one.undoes)) };
}

/** What is left of this device's allowance at an instant; null: it was given none for that day. */
export interface Left extends Allowance {
  readonly countLeft: number;
  readonly valueLeftMinor: number;
}

export function leftAt(state: BookState, records: ReadRecords, at: number): Left | null {
  const today = state.rules?.allowances.find((one) => one.from <= at && at < one.to);
  if (!today) return null;
  const used = records.used.filter(
    (one) => one.at >= today.from && one.at < today.to && !records.undone.has(one.sequence),
  );
  const value = used.reduce((sum, one) => sum + (one.discountMinor ?? 0), 0);
  return {
    ...today,
    countLeft: Math.max(0, today.count - used.length),
    valueLeftMinor: Math.max(0, today.valueMinor - value),
  };
}

/** The last of a day's caps is said before it is reached: a fifth of either, or one more use. */
export const isNear = (left: Left): boolean =>
  left.countLeft <= Math.max(1, left.count / 5) || left.valueLeftMinor <= left.valueMinor / 5;

/** Whether this counter may take anything at all without a line. */
export function offlineNo(state: BookState, records: ReadRecords, at: number): OfflineNo | null {
  const { rules } = state;
  if (state.revoked) return "revoked_device";
  if (!rules || rules.contactlessSeconds === 0) return "off";
  if (at - state.contactAt > rules.contactlessSeconds * 1000) return "contact_too_long";
  const left = leftAt(state, records, at);
  if (!left || left.count === 0 || left.valueMinor === 0) return "off";
  if (left.countLeft === 0) return "cap_count";
  return left.valueLeftMinor === 0 ? "cap_value" : null;
}

/** How often this device has used the right since the statement was signed, or has yet to send. */
function usesHere(statement: Statement, records: readonly KeptRecord[], read: ReadRecords): number {
  const unsent = new Set(records.filter((one) => !one.outcome).map((one) => one.sequence));
  const { from } = windowOf(statement);
  return read.used.filter((one) => {
    if (read.undone.has(one.sequence)) return false;
    if (readStatement(one.statement)?.statement.rightId !== statement.rightId) return false;
    return one.at >= from || unsent.has(one.sequence);
  }).length;
}

export interface Look {
  readonly state: BookState;
  readonly records: readonly KeptRecord[];
  readonly text: string;
  readonly at: number;
  readonly verify: VerifyStatement;
}

/** Reads an offline QR and says whether this counter may take it now, before any bill is known. */
export async function checkStatement(look: Look): Promise<Seen | OfflineNo> {
  const { state, records, text } = look;
  const { rules } = state;
  const signed = readStatement(text);
  if (!signed) return "unreadable";
  if (!rules) return state.revoked ? "revoked_device" : "off";
  const { statement } = signed;
  const key = rules.keys.find((one) => one.keyId === statement.keyId);
  const publicKey = key && fromBase64Url(key.publicKey);
  if (!publicKey) return "not_signed";
  if (!(await look.verify(signed.signature, signed.body, publicKey))) return "not_signed";
  if (statement.storeTail !== rules.storeTail) return "other_store";
  const window = windowOf(statement);
  // It was signed at its not-before: a clock that shows less is behind.
  const at = Math.max(look.at, window.from);
  const read = readRecords(records);
  const no = offlineNo(state, read, at);
  if (no) return no;
  if (at >= window.until) return "window_over";
  if (state.revocations?.serials.includes(statement.serial)) return "revoked";
  const terms = rules.offers.find(
    (one) =>
      one.offerTail === statement.offerTail && one.offerVersion === statement.offerVersion,
  );
  if (!terms) return "offer_not_offline";
  return usesHere(statement, records, read) >= statement.uses ? "used_here" : { statement, terms };
}
