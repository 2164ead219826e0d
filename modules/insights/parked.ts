import { type Static, Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { decodeCursor, pageFrom, pageLimit, pageQuery } from "#platform/paging.ts";
import { reactionFailures, replayFailure } from "#platform/reaction-state.ts";
import { Id } from "#platform/schema.ts";

export const parkedQuery = T.Object(pageQuery);
export const replayBody = T.Object(
  { reaction: T.String({ maxLength: 100 }), eventId: Id },
  { additionalProperties: false },
);

/** Events that some reaction could not take in: what waits, and what was parked. */
export async function listParked(ctx: Context, input: Static<typeof parkedQuery>) {
  const limit = pageLimit(input);
  const [position = 0, reaction = ""] = decodeCursor(input.cursor) ?? [];
  const after = { position: Number(position), reaction: String(reaction) };
  const found = await reactionFailures(ctx, after, limit + 1);
  const page = pageFrom(found, limit, (one) => [one.position, one.reaction]);
  const items = page.items.map((one) => ({
    ...one,
    triedAt: one.triedAt.epochMilliseconds,
    parkedAt: one.parkedAt?.epochMilliseconds ?? null,
  }));
  return { items, next: page.next };
}

/** Lets a reaction try a parked event again. */
export async function replayParked(ctx: Context, input: Static<typeof replayBody>): Promise<void> {
  const found = await replayFailure(ctx, input.reaction, input.eventId);
  if (!found) throw refuse("not_found");
}
