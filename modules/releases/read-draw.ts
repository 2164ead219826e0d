import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { Asked } from "./check-entry.ts";
import { shownRelease, slotsOf } from "./queries.ts";

/**
 * What anyone needs to recompute a draw: commitment, seed, digest, and the entries' ids in their
 * order. The ids are nobody's name; a member finds their own among them.
 */
export async function readDraw(ctx: Context, { releaseId, slotId }: Asked, input: PageInput) {
  const release = await shownRelease(ctx, releaseId);
  const slot = (await slotsOf(ctx, [releaseId])).find((one) => one.slot_id === slotId);
  if (!slot?.commitment) throw refuse("release_not_found");
  const limit = pageLimit(input);
  const [after = 0] = decodeCursor(input.cursor)?.map(Number) ?? [];
  if (!Number.isSafeInteger(after)) throw refuse("invalid_input", { detail: "cursor" });
  const { rows } = await sql<{ place: number; entryId: string }>`
    select place, entry_id as "entryId" from releases.entries
    where brand_id = ${ctx.brand.brandId} and slot_id = ${slotId} and drawn
      and place > ${after} order by place limit ${limit + 1}`.execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.place]);
  return {
    releaseId,
    slotId,
    mode: release.mode,
    stock: slot.stock,
    commitment: slot.commitment.toString("hex"),
    seed: slot.seed?.toString("hex") ?? null,
    digest: slot.digest?.toString("hex") ?? null,
    drawnAt: slot.drawn_at?.epochMilliseconds ?? null,
    entries: slot.drawn,
    ...page,
  };
}
