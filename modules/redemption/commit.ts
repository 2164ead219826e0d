import { readPaths } from "#modules/organisation/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { clockText } from "#platform/time.ts";
import { sharesOf } from "./dims.ts";
import { kept } from "./kept.ts";
import { lockPrepared, lockRights, spendShowCodes } from "./locks.ts";
import { holdRefusals } from "./offline/holds.ts";
import type { Asked, Committed, RightUse } from "./port.ts";
import { openPrepared, type Prepared } from "./prepare-token.ts";
import { codesById, redemptionsMadeBy, storeNameOf } from "./queries.ts";
import { refusalFor, spentRefusal } from "./refusal.ts";
import { commitRights, lockRightRows, rightKind } from "./rights.ts";
import { isTrustedImport, permitStore, storesWithoutSales } from "./store-access.ts";
import type { RedemptionsTable, ShowCodesTable } from "./tables.ts";
import { undoUntil } from "./undo-window.ts";
import { writeRedemptions } from "./write-redemptions.ts";

export interface CommitInput {
  readonly prepareToken: string;
  /** The total before the discount, minor units; null: not told. */
  readonly billMinor: number | null;
  readonly deviceId?: string | undefined;
  /** An import's own key: the redemption that it made is answered again, for ever. */
  readonly permanentKey?: string | undefined;
}

export interface CommitCall {
  readonly ctx: Context;
  readonly input: CommitInput;
}

export type CommitAnswer = Awaited<ReturnType<typeof answerOf>>;

interface Opened extends CommitCall {
  readonly prepared: Prepared;
}

async function answerOf(ctx: Context, row: RedemptionsTable) {
  const until = await undoUntil(ctx, row);
  return {
    redemptionId: row.redemption_id,
    title: row.title,
    titleEn: row.title_en,
    billMinor: row.bill_minor,
    discountMinor: row.discount_minor,
    payableMinor: row.payable_minor,
    shares: sharesOf(row),
    at: row.committed_at.epochMilliseconds,
    storeId: row.store_id,
    ...(await storeNameOf(ctx, row.store_id)),
    undoUntil: until?.epochMilliseconds ?? null,
  };
}

/** Another terminal was first with this code: a right that is used up says so, else the code. */
async function lostCode(
  { ctx, prepared }: Opened,
  code: ShowCodesTable | undefined,
): Promise<Refusal> {
  const { kind, rightId, storeId } = prepared;
  const preview = await rightKind(kind).preview(ctx, { rightId, storeId, billMinor: null });
  if (preview?.refusal?.usedUp) return refusalFor(ctx, preview.refusal, { kind, rightId });
  return code?.redemption_id ? spentRefusal(ctx, code.redemption_id) : refuse("code_expired");
}

interface Seen {
  readonly made: readonly RedemptionsTable[];
  readonly held: readonly (Refusal | null)[];
  readonly codes: ReadonlyMap<string, ShowCodesTable>;
  /** Stores that take no bill, by what they are called. */
  readonly noSales: ReadonlyMap<string, string>;
}

const preparesOf = (calls: readonly Opened[]): string[] =>
  calls.map(({ prepared }) => prepared.prepareId);
const keysOf = (calls: readonly Opened[]): string[] =>
  calls.flatMap(({ input: { permanentKey: key } }) => (key ? [key] : []));

/** What a turn looks at, and what is locked before: all of the batch with its first turn. */
interface Looking {
  readonly calls: readonly Opened[];
  readonly locking: readonly Opened[];
}

/** The locks go out first; what is read behind them is read after they are held. */
async function look(ctx: Context, { calls, locking }: Looking): Promise<Seen> {
  const prepared = calls.map((call) => call.prepared);
  const prepareIds = preparesOf(calls);
  const keys = keysOf(calls);
  const [, , made, held, codes, noSales] = await Promise.all([
    lockPrepared(ctx, preparesOf(locking), keysOf(locking)),
    lockRights(ctx, locking.map((call) => call.prepared)),
    redemptionsMadeBy(ctx, prepareIds, keys),
    holdRefusals(calls.map((call) => ({ ctx: call.ctx, ...call.prepared }))),
    codesById(ctx, prepared.flatMap(({ codeId }) => (codeId ? [codeId] : []))),
    storesWithoutSales(ctx, calls.flatMap(({ input: { billMinor }, prepared: { storeId } }) =>
      billMinor !== null && storeId ? [storeId] : [])),
    readPaths(ctx, prepared.flatMap(({ storeId }) => (storeId ? [storeId] : []))),
    lockRightRows(ctx, prepared),
  ]);
  return { made, held, codes, noSales };
}

/** What is answered without asking the right: made before, not permitted, held, or spent. */
async function answeredBefore(
  call: Opened,
  seen: Seen,
  place: number,
): Promise<CommitAnswer | Refusal | null> {
  const { ctx, input, prepared } = call;
  // Checked again: the grant may have ended since the preview.
  await permitStore(ctx, prepared.storeId);
  const { prepareId, codeId } = prepared;
  const key = input.permanentKey ?? null;
  const before = seen.made.find(
    (row) => row.prepare_id === prepareId || (key !== null && row.permanent_key === key),
  );
  if (before?.undone_at) {
    return refuse("redemption_undone", { when: clockText(ctx, before.undone_at) });
  }
  if (before) return answerOf(ctx, before);
  const where = prepared.storeId && seen.noSales.get(prepared.storeId);
  if (where && input.billMinor !== null) return refuse("store_sells_nothing", { where });
  const held = seen.held[place];
  if (held) return held;
  const code = codeId ? seen.codes.get(codeId) : undefined;
  return codeId && code?.redemption_id !== null ? lostCode(call, code) : null;
}

function useOf({ ctx, input, prepared }: Opened): RightUse {
  return {
    rightId: prepared.rightId,
    storeId: prepared.storeId,
    billMinor: input.billMinor,
    billMayBeUnknown: isTrustedImport(ctx),
    redemptionId: newId(),
    deviceId: input.deviceId ?? null,
    staffId: actorId(ctx.actor),
  };
}

interface Ready extends Opened, Asked<RightUse> {
  readonly place: number;
}

type Answers = (CommitAnswer | Refusal | null)[];

/** Writes what was done, then tells the others why not: the first use of a right may be here. */
async function settle(
  ready: readonly Ready[],
  { outcomes, written }: Committed,
  answers: Answers,
): Promise<void> {
  const uses = ready.flatMap((one, index) => {
    const done = outcomes[index];
    const { ctx, prepared, input: told, use: { redemptionId } } = one;
    return done?.done ? [{ ctx, prepared, told, redemptionId, done, place: one.place }] : [];
  });
  const spent = uses.flatMap(({ prepared: { codeId }, redemptionId }) =>
    codeId ? [{ codeId, redemptionId }] : [],
  );
  const [rows] = await Promise.all([
    writeRedemptions(uses),
    uses[0] ? spendShowCodes(uses[0].ctx, spent) : undefined,
    written,
  ]);
  for (const [index, { ctx, place }] of uses.entries()) {
    answers[place] = await answerOf(ctx, rows[index]!);
  }
  for (const [index, { ctx, prepared, place }] of ready.entries()) {
    const outcome = outcomes[index];
    if (outcome && !outcome.done) answers[place] = await refusalFor(ctx, outcome.refusal, prepared);
  }
}

/** A turn: calls of as many rights. */
async function runTurn(looking: Looking): Promise<Answers> {
  const { calls } = looking;
  const [first] = calls;
  if (!first) return [];
  const seen = await look(first.ctx, looking);
  const answers: Answers = [];
  const ready: Ready[] = [];
  for (const [place, call] of calls.entries()) {
    const answer = await kept(() => answeredBefore(call, seen, place));
    answers.push(answer);
    if (answer === null) ready.push({ ...call, use: useOf(call), place });
  }
  await settle(ready, await commitRights(ready, (one) => one.prepared.kind), answers);
  return answers;
}

/** Calls of one right follow each other in the order of arrival: each sees what the last did. */
function turnsOf(opened: readonly (Opened | Refusal)[]): number[][] {
  const before = new Map<string, number>();
  const turns: number[][] = [];
  opened.forEach((call, place) => {
    if (call instanceof Refusal) return;
    const name = `${call.prepared.kind} ${call.prepared.rightId}`;
    const turn = before.get(name) ?? 0;
    before.set(name, turn + 1);
    (turns[turn] ??= []).push(place);
  });
  return turns;
}

/**
 * Redeems what was previewed. Of terminals that commit together exactly one succeeds; the others
 * are told when and where it was. The same preview committed again answers its first result. A
 * call that is refused has changed nothing; all contexts share one transaction.
 */
export async function commitMany(
  calls: readonly CommitCall[],
): Promise<(CommitAnswer | Refusal)[]> {
  const opened: (Opened | Refusal)[] = [];
  for (const call of calls) {
    const { ctx, input } = call;
    opened.push(
      await kept(async () => ({ ...call, prepared: openPrepared(ctx, input.prepareToken) })),
    );
  }
  const answers: Answers = opened.map((one) => (one instanceof Refusal ? one : null));
  const all = opened.flatMap((one) => (one instanceof Refusal ? [] : [one]));
  for (const [number, places] of turnsOf(opened).entries()) {
    const calls = places.map((place) => opened[place] as Opened);
    // A later turn that locked more would wait crosswise with the batch beside it.
    const turn = await runTurn({ calls, locking: number === 0 ? all : [] });
    places.forEach((place, index) => {
      answers[place] = turn[index] ?? null;
    });
  }
  return answers.map((answer) => answer!);
}

/** {@link commitMany} of one; throws its refusal. */
export async function commit(ctx: Context, input: CommitInput): Promise<CommitAnswer> {
  const [answer] = await commitMany([{ ctx, input }]);
  if (!answer || answer instanceof Refusal) throw answer ?? new Error("one in, one out");
  return answer;
}
