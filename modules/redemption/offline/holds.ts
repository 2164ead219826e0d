import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { clockText } from "#platform/time.ts";
import { type RightKey, storeNameOf } from "../queries.ts";

interface Held {
  readonly place: number;
  readonly store_id: string;
  readonly hold_until: Temporal.Instant;
}

/** A right that is about to be used or shown. */
interface Holding extends RightKey {
  readonly ctx: Context;
  /** Null: no store is known. */
  readonly storeId: string | null;
}

/**
 * The store at which an offline statement holds each right, if it is another than its own. A hold
 * ends with its time, or when every enrolled counter of that store has called, with nothing left
 * to send, after the window: what it made later could not claim a time inside.
 */
async function heldElsewhere(ctx: Context, asked: readonly Holding[]): Promise<Held[]> {
  const { rows } = await fixed<Held>`
    select a.place::int as place, held.store_id, held.hold_until
    from unnest(${asked.map((one) => one.kind)}::text[],
      ${asked.map((one) => one.rightId)}::uuid[], ${asked.map((one) => one.storeId)}::uuid[])
      with ordinality as a(kind, right_id, store_id, place)
    cross join lateral (
      select s.store_id, s.hold_until from redemption.offline_statements s
      where s.brand_id = ${ctx.brand.brandId} and s.right_kind = a.kind
        and s.right_id = a.right_id and s.hold_until > ${ctx.recordedAt}
        and s.store_id is distinct from a.store_id
        and (s.until > ${ctx.recordedAt} or exists (
          select 1 from redemption.offline_devices d
          where d.brand_id = s.brand_id and d.store_id = s.store_id and d.revoked_at is null
            and d.contact_at < s.until))
      order by s.hold_until desc limit 1) held`.execute(ctx.tx);
  return rows;
}

async function refusalOf(ctx: Context, held: Held): Promise<Refusal> {
  const { storeName, storeNameEn } = await storeNameOf(ctx, held.store_id);
  return refuse("held_at_store", {
    where: (ctx.lang === "en" ? (storeNameEn ?? storeName) : storeName) ?? held.store_id,
    until: clockText(ctx, held.hold_until),
    storeId: held.store_id,
    untilAt: held.hold_until.epochMilliseconds,
  });
}

/** {@link holdRefusal} for many, each with who asks, by place. */
export async function holdRefusals(asked: readonly Holding[]): Promise<(Refusal | null)[]> {
  const [first] = asked;
  if (!first) return [];
  const refusals: (Refusal | null)[] = asked.map(() => null);
  for (const held of await heldElsewhere(first.ctx, asked)) {
    const index = held.place - 1;
    refusals[index] = await refusalOf(asked[index]!.ctx, held);
  }
  return refusals;
}

/** Why the right cannot be used or shown at this store now; null: no hold stands against it. */
export async function holdRefusal(
  ctx: Context,
  right: RightKey,
  storeId: string | null,
): Promise<Refusal | null> {
  const [refusal] = await holdRefusals([{ ctx, ...right, storeId }]);
  return refusal ?? null;
}

/** Why the right cannot leave its member now: some store may still use it without a line. */
export const heldAnywhere = (ctx: Context, right: RightKey): Promise<Refusal | null> =>
  holdRefusal(ctx, right, null);
