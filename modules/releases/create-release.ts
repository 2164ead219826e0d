import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { DraftInput } from "./shapes.ts";
import { writeDraft } from "./write-draft.ts";

export type CreateInput = DraftInput & { readonly unitId: string };

/** Makes a release as a draft; answers its id. */
export async function createRelease(ctx: Context, input: CreateInput): Promise<string> {
  const releaseId = newId();
  await writeDraft(ctx, { releaseId, unitId: input.unitId }, input);
  return releaseId;
}
