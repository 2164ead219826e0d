import { type MaskedMember, maskedMembers, unknownMember } from "#modules/members/index.ts";
import { readPaths } from "#modules/organisation/index.ts";
import { namedStores } from "#modules/stores/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { problemOf, Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { countIfGuess, type FoundRight, findRights } from "./find-right.ts";
import { kept } from "./kept.ts";
import { holdRefusals } from "./offline/holds.ts";
import type { Asked, RightLook, RightPreview } from "./port.ts";
import { signPrepared } from "./prepare-token.ts";
import type { RightKey } from "./queries.ts";
import { refusalFor, spentRefusal } from "./refusal.ts";
import { previewRights } from "./rights.ts";
import { isTrustedImport, permitStore } from "./store-access.ts";

export interface PrepareInput {
  /** What was scanned or typed; or the right itself, for trusted imports. */
  readonly code?: string | undefined;
  readonly right?: { readonly kind: string; readonly id: string } | undefined;
  readonly storeId: string | null;
  /** The counter's device: whether its own limit is full. */
  readonly deviceId?: string | undefined;
}

export interface PrepareCall {
  readonly ctx: Context;
  readonly input: PrepareInput;
}

/** The right itself, which only a trusted import may name. */
function namedRight({ ctx, input }: PrepareCall): FoundRight {
  if ((input.code === undefined) === (input.right === undefined)) {
    throw refuse("invalid_input", { detail: "code | right" });
  }
  if (!isTrustedImport(ctx)) throw refuse("not_permitted", { capability: "import.backdate" });
  const { kind, id } = input.right as { kind: string; id: string };
  return { kind, rightId: id, codeId: null, spentBy: null };
}

async function rightsOf(calls: readonly PrepareCall[]): Promise<(FoundRight | Refusal)[]> {
  const scanned = calls.flatMap((call) => {
    const { ctx, input: { code, right, storeId } } = call;
    return code !== undefined && right === undefined ? [{ call, ctx, text: code, storeId }] : [];
  });
  const found = await findRights(scanned);
  const byCall = new Map(scanned.map(({ call }, place) => [call, found[place]!]));
  return Promise.all(calls.map((call) => byCall.get(call) ?? kept(async () => namedRight(call))));
}

async function refusalOf(
  { ctx, found }: Found,
  preview: RightPreview,
  held: Refusal | null,
): Promise<Refusal | null> {
  const key: RightKey = { kind: found.kind, rightId: found.rightId };
  if (preview.refusal?.usedUp) return refusalFor(ctx, preview.refusal, key);
  if (found.spentBy) return spentRefusal(ctx, found.spentBy);
  if (preview.refusal) return refusalFor(ctx, preview.refusal, key);
  return held;
}

function told(ctx: Context, refusal: Refusal | null) {
  if (!refusal) return { allowed: true, refusal: null };
  const problem = problemOf(refusal.code, refusal.params, ctx.lang, ctx.requestId);
  const { code, title, next, params } = problem;
  return { allowed: false, refusal: { code, title, next, params: { ...params } } };
}

interface Found extends PrepareCall, Asked<RightLook> {
  readonly found: FoundRight;
  readonly place: number;
}

export type PrepareAnswer = Awaited<ReturnType<typeof answerOf>>;

async function answerOf(
  one: Found,
  preview: RightPreview,
  held: Refusal | null,
  members: ReadonlyMap<string, MaskedMember>,
) {
  const { ctx, found: { kind, rightId, codeId }, use: { storeId } } = one;
  const { facts } = preview;
  const member = facts.memberId ? (members.get(facts.memberId) ?? unknownMember) : null;
  return {
    prepareToken: signPrepared(ctx, { prepareId: newId(), kind, rightId, codeId, storeId }),
    right: {
      kind,
      id: rightId,
      offerId: facts.offerId,
      title: facts.title,
      titleEn: facts.titleEn,
      description: facts.description,
      descriptionEn: facts.descriptionEn,
      benefit: { ...facts.benefit },
    },
    member: member ? { masked: member.masked, nameMasked: member.nameMasked } : null,
    validFrom: facts.validFrom.epochMilliseconds,
    validUntil: facts.validTo.epochMilliseconds,
    usesLeft: facts.usesLeft,
    usesTotal: facts.usesTotal,
    needsBill: facts.needsBill,
    asksBill: facts.asksBill,
    ...told(ctx, await refusalOf(one, preview, held)),
  };
}

/** Who may not at this store, or a store that is none; null: the way is free. */
async function storeRefusals(calls: readonly PrepareCall[]): Promise<(Refusal | null)[]> {
  const [first] = calls;
  if (!first) return [];
  const storeIds = calls.flatMap(({ input: { storeId } }) => (storeId ? [storeId] : []));
  const [stores] = await Promise.all([
    namedStores(first.ctx, storeIds),
    readPaths(first.ctx, storeIds),
  ]);
  const known = new Set(stores.map((store) => store.storeId));
  const refusals: (Refusal | null)[] = [];
  for (const { ctx, input: { storeId } } of calls) {
    const barred = await kept(() => permitStore(ctx, storeId));
    // A region that the actor may act for is a unit, but nobody can walk into it.
    const missing = storeId !== null && !known.has(storeId) ? refuse("store_not_found") : null;
    refusals.push(barred instanceof Refusal ? barred : missing);
  }
  return refusals;
}

/** What the calls found that may ask here; the others have their answer. */
async function foundOf(
  calls: readonly PrepareCall[],
  answers: (PrepareAnswer | Refusal | null)[],
): Promise<Found[]> {
  const [barred, rights] = await Promise.all([storeRefusals(calls), rightsOf(calls)]);
  const found = await Promise.all(calls.map(async (call, place): Promise<Found[]> => {
    const { ctx, input: { storeId, deviceId } } = call;
    const right = rights[place]!;
    answers[place] = barred[place] ?? null;
    if (answers[place]) return [];
    if (right instanceof Refusal) {
      answers[place] = await countIfGuess(ctx, right, storeId);
      return [];
    }
    const device = deviceId ? { deviceId } : {};
    const use = {
      rightId: right.rightId, storeId, billMinor: null, staffId: actorId(ctx.actor), ...device,
    };
    return [{ ...call, found: right, use, place }];
  }));
  return found.flat();
}

/** Masks of the rights' owners: at once of those who showed a code. */
async function ownersOf(found: readonly Found[], previews: Promise<(RightPreview | null)[]>) {
  const [first] = found;
  if (!first) return new Map<string, MaskedMember>();
  const shown = found.flatMap(({ found: { memberId } }) => (memberId ? [memberId] : []));
  const members = await maskedMembers(first.ctx, [...new Set(shown)]);
  const owners = (await previews).flatMap((one) => one?.facts.memberId ?? []);
  const more = owners.filter((memberId) => !members.has(memberId));
  return new Map([...members, ...(await maskedMembers(first.ctx, [...new Set(more)]))]);
}

/**
 * Says what each right is, whose, and whether it may be redeemed here now. Holds nothing: it may
 * run on two terminals, and the commit decides. All contexts share one transaction.
 */
export async function prepareMany(
  calls: readonly PrepareCall[],
): Promise<(PrepareAnswer | Refusal)[]> {
  const answers: (PrepareAnswer | Refusal | null)[] = [];
  const found = await foundOf(calls, answers);
  const asked = previewRights(found, (one) => one.found.kind);
  const [previews, members, held] = await Promise.all([
    asked,
    ownersOf(found, asked),
    holdRefusals(found.map(({ ctx, found: { kind, rightId }, use: { storeId } }) =>
      ({ ctx, kind, rightId, storeId }))),
  ]);
  for (const [index, one] of found.entries()) {
    const preview = previews[index];
    answers[one.place] = preview
      ? await answerOf(one, preview, held[index] ?? null, members)
      : refuse("right_unknown");
  }
  return answers.map((answer) => answer!);
}

/** {@link prepareMany} of one; throws its refusal. */
export async function prepare(ctx: Context, input: PrepareInput): Promise<PrepareAnswer> {
  const [answer] = await prepareMany([{ ctx, input }]);
  if (!answer || answer instanceof Refusal) throw answer ?? new Error("one in, one out");
  return answer;
}
