import { benefitFor } from "../pricing/benefit-for.ts";
import type { BookChange, BookState, BookStore, KeptRecord, Outcome } from "./book-state.ts";
import { canonical, hashOf } from "./chain.ts";
import {
  checkStatement, leftAt, type Left, type OfflineNo, offlineNo, readRecords, type Seen,
  type VerifyStatement,
} from "./check-statement.ts";
import { contactRecord } from "./contact-record.ts";
import type { CounterClock } from "./counter-clock.ts";
import { redemptionRecord } from "./redemption-record.ts";
import type { RevocationList } from "./revocation-list.ts";
import { windowOf } from "./statement.ts";
import type { StoreRules } from "./store-rules.ts";
import { undoRecord } from "./undo-record.ts";

export interface BookParts {
  readonly store: BookStore;
  readonly clock: CounterClock;
  readonly verify: VerifyStatement;
  /** P-256 over the text by the device's key, which cannot be exported; base64url. */
  sign(text: string): Promise<string>;
  /** What this release makes of a record; by default today's format. */
  written?(record: object): object;
}

export interface Used {
  readonly sequence: number;
  readonly seen: Seen;
  readonly billMinor: number | null;
  readonly discountMinor: number | null;
  readonly payableMinor: number | null;
  readonly at: number;
  readonly left: Left | null;
}

export type Tried<T> = { readonly ok: true; readonly value: T } | NotOk;
interface NotOk {
  readonly ok: false;
  readonly why: OfflineNo;
}

export interface Status {
  readonly no: OfflineNo | null;
  readonly left: Left | null;
  /** Until when it may work without contact, epoch milliseconds. */
  readonly until: number;
  readonly records: readonly KeptRecord[];
  readonly state: BookState;
}

/** One call to the server: the device's word on itself and its next records, in order. */
export interface Outgoing {
  readonly contact: string;
  readonly signature: string;
  readonly records: readonly { readonly text: string; readonly signature: string }[];
}

/** The server's answer to {@link Outgoing}. */
export interface Incoming {
  readonly serverAt: number;
  readonly revoked: boolean;
  /** The next sequence number that the server has not. */
  readonly expected: number;
  readonly results: readonly {
    readonly sequence: number;
    readonly outcome: string;
    readonly reason: string | null;
  }[];
  readonly rules: StoreRules;
  readonly revocations: RevocationList;
}

const no = (why: OfflineNo): NotOk => ({ ok: false, why });
const perCall = 20;
/** Sent records count towards the day's allowance; after two days no day needs them. */
const keptMs = 2 * 86_400_000;

type Draft = Omit<BookRecord, "deviceId" | "sequence" | "previous">;
type BookRecord = { deviceId: string; sequence: number; previous: string; at: number };

/**
 * The book of one counter for the time without a line. It keeps nothing in memory: each act reads
 * the durable store, decides and writes once, so that a crash loses no act that was said done.
 */
export function counterBook(parts: BookParts) {
  return {
    look: (text: string) => look(parts, text),
    redeem: (text: string, input: RedeemInput) => redeem(parts, text, input),
    undo: (undoes: number, input: UndoInput) => undo(parts, undoes, input),
    outgoing: () => outgoing(parts),
    /** Takes in an answer; answers of a call that was repeated or overtaken do no harm. */
    learn: (answer: Incoming) => learn(parts, answer),
    status: () => status(parts),
  };
}

export type CounterBook = ReturnType<typeof counterBook>;

interface RedeemInput {
  readonly billMinor: number | null;
  readonly staffId: string;
}
interface UndoInput {
  readonly reason: string;
  readonly staffId: string;
}

async function loaded(parts: BookParts) {
  const kept = await parts.store.load();
  return kept && { ...kept, read: readRecords(kept.records) };
}

/** Writes over the state that was read and nothing newer; false: another page was faster. */
function write(
  { store }: BookParts,
  { revision }: BookState,
  change: Pick<BookChange, "state" | "put" | "drop">,
): Promise<boolean> {
  const state = { ...change.state, revision: revision + 1 };
  return store.save({ ...change, state, expected: revision });
}

/** Chains, signs and stores a record; null: another page was faster, so look again. */
async function append(parts: BookParts, state: BookState, draft: Draft): Promise<number | null> {
  const sequence = state.head + 1;
  const record = { ...draft, deviceId: state.deviceId, sequence, previous: state.headHash };
  const text = canonical(parts.written?.(record) ?? record);
  const signature = await parts.sign(text);
  const next: BookState = {
    ...state,
    head: sequence,
    headHash: await hashOf(text),
    newestAt: Math.max(state.newestAt, draft.at),
  };
  const put = [{ sequence, text, signature, outcome: null, reason: null }];
  const done = await write(parts, state, { state: next, put, drop: [] });
  return done ? sequence : null;
}

async function look(parts: BookParts, text: string): Promise<Tried<Seen>> {
  const kept = await loaded(parts);
  if (!kept) return no("not_enrolled");
  const at = parts.clock.now();
  const seen = await checkStatement({ ...kept, text, at, verify: parts.verify });
  return typeof seen === "string" ? no(seen) : { ok: true, value: seen };
}

async function redeem(
  parts: BookParts,
  text: string,
  input: RedeemInput,
): Promise<Tried<Used>> {
  const kept = await loaded(parts);
  if (!kept) return no("not_enrolled");
  const { state, read } = kept;
  parts.clock.reached(state.newestAt);
  const now = parts.clock.now();
  const seen = await checkStatement({ ...kept, text, at: now, verify: parts.verify });
  if (typeof seen === "string") return no(seen);
  const at = Math.max(now, windowOf(seen.statement).from);
  parts.clock.reached(at);
  const worth = benefitFor(seen.terms.terms, input.billMinor);
  if (!worth.ok) return no(worth.reason);
  const left = leftAt(state, read, at);
  if ((worth.discountMinor ?? 0) > (left?.valueLeftMinor ?? 0)) return no("cap_value");
  const { type, version } = redemptionRecord;
  const { discountMinor, payableMinor } = worth;
  const draft = { type, version, statement: text.trim(), ...input, discountMinor, at };
  const sequence = await append(parts, state, draft);
  if (sequence === null) return redeem(parts, text, input);
  const after = await loaded(parts);
  const rest = after && leftAt(after.state, after.read, at);
  const { billMinor } = input;
  const value = { sequence, seen, billMinor, discountMinor, payableMinor, at, left: rest };
  return { ok: true, value };
}

async function undo(
  parts: BookParts,
  undoes: number,
  input: UndoInput,
): Promise<Tried<number>> {
  const kept = await loaded(parts);
  if (!kept) return no("not_enrolled");
  const { state, read } = kept;
  const used = read.used.find((one) => one.sequence === undoes);
  if (!used || read.undone.has(undoes)) return no("undo_unknown");
  parts.clock.reached(state.newestAt);
  const at = parts.clock.now();
  if (at - used.at > (state.rules?.undoSeconds ?? 0) * 1000) return no("undo_too_late");
  const { type, version } = undoRecord;
  const sequence = await append(parts, state, { type, version, undoes, ...input, at } as Draft);
  return sequence === null ? undo(parts, undoes, input) : { ok: true, value: sequence };
}

async function outgoing(parts: BookParts): Promise<Outgoing | null> {
  const kept = await parts.store.load();
  if (!kept) return null;
  const { deviceId, head, headHash, newestAt } = kept.state;
  parts.clock.reached(newestAt);
  const at = parts.clock.now();
  // Kept before it is said: after a crash no record may carry an earlier time.
  const state = { ...kept.state, newestAt: at };
  const saved = await write(parts, kept.state, { state, put: [], drop: [] });
  if (!saved) return outgoing(parts);
  const { type, version } = contactRecord;
  const contact = canonical({ type, version, deviceId, head, headHash, at });
  const waiting = kept.records.filter((one) => one.outcome === null);
  const records = waiting
    .sort((a, b) => a.sequence - b.sequence)
    .slice(0, perCall)
    .map(({ text, signature }) => ({ text, signature }));
  return { contact, signature: await parts.sign(contact), records };
}

async function learn(parts: BookParts, answer: Incoming): Promise<void> {
  const kept = await parts.store.load();
  if (!kept) return;
  const { state, records } = kept;
  const told = new Map(answer.results.map((one) => [one.sequence, one]));
  const settled = records.flatMap((one) => {
    const result = one.outcome === null ? told.get(one.sequence) : undefined;
    if (!result) return [];
    return [{ ...one, outcome: result.outcome as Outcome, reason: result.reason }];
  });
  const old = answer.serverAt < state.contactAt;
  // A server that was restored from its backup asks again for what it once had.
  const again = old || answer.revoked
    ? []
    : records.filter((one) => one.outcome && one.sequence >= answer.expected);
  const asked = again.map((one) => ({ ...one, outcome: null, reason: null }));
  const clockKept = old ? {} : parts.clock.contact(answer.serverAt, state.newestAt);
  const drop = records
    .filter((one) => !again.includes(one))
    .filter((one) => one.outcome && timeOf(one) < answer.serverAt - keptMs)
    .map((one) => one.sequence);
  const next: BookState = {
    ...state,
    ...(old ? {} : { contactAt: answer.serverAt, rules: answer.rules }),
    ...(old ? {} : { revocations: answer.revocations }),
    ...clockKept,
    revoked: state.revoked || answer.revoked,
  };
  const put = [...asked, ...settled];
  const done = await write(parts, state, { state: next, put, drop });
  if (!done) await learn(parts, answer);
}

async function status(parts: BookParts): Promise<Status | null> {
  const kept = await loaded(parts);
  if (!kept) return null;
  const { state, records, read } = kept;
  const at = parts.clock.now();
  return {
    no: offlineNo(state, read, at),
    left: leftAt(state, read, at),
    until: state.contactAt + (state.rules?.contactlessSeconds ?? 0) * 1000,
    records,
    state,
  };
}

const timeOf = (one: KeptRecord): number => (JSON.parse(one.text) as { at: number }).at;
