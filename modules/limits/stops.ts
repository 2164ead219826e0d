import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { emit } from "#platform/journal.ts";

/** What can be stopped at once, wherever it is claimed or redeemed. */
export type StopKind = "offer" | "campaign" | "store" | "channel" | "release" | "draw";

export interface StopTarget {
  readonly kind: StopKind;
  readonly targetId: string;
}

export interface Stop extends StopTarget {
  readonly stoppedAt: Temporal.Instant;
}

/** Puts up a stop sign; what commits from now on sees it. Repeated, it changes nothing. */
export async function putStop(ctx: Context, target: StopTarget): Promise<void> {
  const { kind, targetId } = target;
  const { rows } = await fixed`
    insert into limits.stops (brand_id, kind, target_id, stopped_at)
    values (${ctx.brand.brandId}, ${kind}, ${targetId}, ${ctx.now})
    on conflict do nothing returning target_id`.execute(ctx.tx);
  if (rows.length > 0) await emit(ctx, "limits.stopped", { payload: { kind, targetId } });
}

/** Takes the stop sign away. Repeated, it changes nothing. */
export async function liftStop(ctx: Context, target: StopTarget): Promise<void> {
  const { kind, targetId } = target;
  const { rows } = await fixed`
    delete from limits.stops where brand_id = ${ctx.brand.brandId} and kind = ${kind}
      and target_id = ${targetId} returning target_id`.execute(ctx.tx);
  if (rows.length > 0) await emit(ctx, "limits.stop_lifted", { payload: { kind, targetId } });
}

/** All stop signs of the brand, newest first; a brand has few. */
export async function listStops(ctx: Context): Promise<Stop[]> {
  const { rows } = await fixed<Stop>`
    select kind, target_id as "targetId", stopped_at as "stoppedAt" from limits.stops
    where brand_id = ${ctx.brand.brandId}
    order by stopped_at desc, kind, target_id limit 500`.execute(ctx.tx);
  return rows;
}

/** True: something of these kinds stands under a stop sign. */
export async function isAnyStopped(ctx: Context, kinds: readonly StopKind[]): Promise<boolean> {
  const { rows } = await fixed<{ found: boolean }>`/* kept */
    select exists (select 1 from limits.stops where brand_id = ${ctx.brand.brandId}
      and kind = any(${[...kinds]}::text[])) as found`.execute(ctx.tx);
  return rows[0]?.found ?? false;
}

/** Tells what is stopped of the things asked for: one statement for a whole batch. */
export async function stopsAmong(
  ctx: Context,
  targets: readonly StopTarget[],
): Promise<(target: StopTarget) => boolean> {
  const keyOf = ({ kind, targetId }: StopTarget) => `${kind} ${targetId}`;
  const distinct = [...new Map(targets.map((one) => [keyOf(one), one])).values()];
  if (distinct.length === 0) return () => false;
  const { rows } = await fixed<StopTarget>`/* kept */
    select s.kind, s.target_id as "targetId" from limits.stops s
    join unnest(${distinct.map((one) => one.kind)}::text[],
      ${distinct.map((one) => one.targetId)}::uuid[]) as t(kind, target_id)
      using (kind, target_id)
    where s.brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  if (rows.length === 0) return () => false;
  const stopped = new Set(rows.map(keyOf));
  return (target) => stopped.has(keyOf(target));
}
