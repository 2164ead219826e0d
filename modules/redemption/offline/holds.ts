import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { clockText } from "#platform/time.ts";
import { type RightKey, storeNameOf } from "../queries.ts";

interface Held {
  readonly store_id: string;
  readonly hold_until: Temporal.Instant;
}

/**
 * The store at which an offline statement holds the right, if it is another than this one. A hold
 * ends with its time, or when every enrolled counter of that store has called, with nothing left
 * to send, after the window: what it made later could not claim a time inside.
 */
async function heldElsewhere(
  ctx: Context,
  right: RightKey,
  storeId: string | null,
): Promise<Held | null> {
  const { rows } = await sql<Held>`
    select s.store_id, s.hold_until from redemption.offline_statements s
    where s.brand_id = ${ctx.brand.brandId} and s.right_kind = ${right.kind}
      and s.right_id = ${right.rightId} and s.hold_until > ${ctx.recordedAt}
      and s.store_id is distinct from ${storeId}::uuid
      and (s.until > ${ctx.recordedAt} or exists (
        select 1 from redemption.offline_devices d
        where d.brand_id = s.brand_id and d.store_id = s.store_id and d.revoked_at is null
          and d.contact_at < s.until))
    order by s.hold_until desc limit 1`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** Why the right cannot be used or shown at this store now; null: no hold stands against it. */
export async function holdRefusal(
  ctx: Context,
  right: RightKey,
  storeId: string | null,
): Promise<Refusal | null> {
  const held = await heldElsewhere(ctx, right, storeId);
  if (!held) return null;
  const { storeName, storeNameEn } = await storeNameOf(ctx, held.store_id);
  return refuse("held_at_store", {
    where: (ctx.lang === "en" ? (storeNameEn ?? storeName) : storeName) ?? held.store_id,
    until: clockText(ctx, held.hold_until),
    storeId: held.store_id,
    untilAt: held.hold_until.epochMilliseconds,
  });
}

/** Why the right cannot leave its member now: some store may still use it without a line. */
export const heldAnywhere = (ctx: Context, right: RightKey): Promise<Refusal | null> =>
  holdRefusal(ctx, right, null);
