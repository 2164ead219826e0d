import { maskedMember } from "#modules/members/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { problemOf, type Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { findRight, type FoundRight } from "./find-right.ts";
import { holdRefusal } from "./offline/holds.ts";
import type { RightPreview } from "./port.ts";
import { signPrepared } from "./prepare-token.ts";
import type { RightKey } from "./queries.ts";
import { refusalFor, spentRefusal } from "./refusal.ts";
import { rightKind } from "./rights.ts";
import { assertStore, isTrustedImport, permitStore } from "./store-access.ts";

export interface PrepareInput {
  /** What was scanned or typed; or the right itself, for trusted imports. */
  readonly code?: string | undefined;
  readonly right?: { readonly kind: string; readonly id: string } | undefined;
  readonly storeId: string | null;
  /** The counter's device: whether its own limit is full. */
  readonly deviceId?: string | undefined;
}

async function rightOf(ctx: Context, input: PrepareInput): Promise<FoundRight> {
  if ((input.code === undefined) === (input.right === undefined)) {
    throw refuse("invalid_input", { detail: "code | right" });
  }
  if (input.code !== undefined) return findRight(ctx, input.code, input.storeId);
  if (!isTrustedImport(ctx)) throw refuse("not_permitted", { capability: "import.backdate" });
  const { kind, id } = input.right as { kind: string; id: string };
  return { kind, rightId: id, codeId: null, spentBy: null };
}

async function refusalOf(
  ctx: Context,
  found: FoundRight,
  preview: RightPreview,
  storeId: string | null,
): Promise<Refusal | null> {
  const key: RightKey = { kind: found.kind, rightId: found.rightId };
  if (preview.refusal?.usedUp) return refusalFor(ctx, preview.refusal, key);
  if (found.spentBy) return spentRefusal(ctx, found.spentBy);
  if (preview.refusal) return refusalFor(ctx, preview.refusal, key);
  return holdRefusal(ctx, key, storeId);
}

function told(ctx: Context, refusal: Refusal | null) {
  if (!refusal) return { allowed: true, refusal: null };
  const problem = problemOf(refusal.code, refusal.params, ctx.lang, ctx.requestId);
  const { code, title, next, params } = problem;
  return { allowed: false, refusal: { code, title, next, params: { ...params } } };
}

/**
 * Says what a right is, whose, and whether it may be redeemed here now. Holds nothing: it may run
 * on two terminals, and the commit decides.
 */
export async function prepare(ctx: Context, input: PrepareInput) {
  await permitStore(ctx, input.storeId);
  await assertStore(ctx, input.storeId);
  const found = await rightOf(ctx, input);
  const { kind, rightId, codeId } = found;
  const { storeId } = input;
  const look = { rightId, storeId, billMinor: null, staffId: actorId(ctx.actor) };
  const device = input.deviceId ? { deviceId: input.deviceId } : {};
  const preview = await rightKind(kind).preview(ctx, { ...look, ...device });
  if (!preview) throw refuse("right_unknown");
  const { facts } = preview;
  const member = facts.memberId ? await maskedMember(ctx, facts.memberId) : null;
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
    ...told(ctx, await refusalOf(ctx, found, preview, storeId)),
  };
}
