import { sql } from "kysely";
import { stopsAmong, type Taken, useHold } from "#modules/limits/index.ts";
import { claimMany } from "#modules/promotions/index.ts";
import { madeViews } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { entryView } from "./entry-view.ts";
import { lockEntry } from "./locks.ts";
import { getReleaseRow, ownEntry } from "./queries.ts";
import type { EntryRow, ReleaseRow } from "./tables.ts";
import { stockKey } from "./take-units.ts";

/** The voucher of a unit whose stock the release took from the offer when it was announced. */
async function claimPromised(
  ctx: Context,
  release: ReleaseRow,
  entry: EntryRow,
  held: readonly Taken[],
) {
  const limits = held.filter(({ key }) => key !== stockKey(entry.slot_id));
  const claim = (storeId: string | null) => claimMany(ctx, [{
    offerId: release.offer_id,
    memberId: entry.member_id,
    storeId,
    touchId: entry.touch_id ?? undefined,
    visitorId: entry.visitor_id,
    promisedVersion: release.offer_version ?? undefined,
    // A hold of the version before kept the unit alone: then the claim takes its limits.
    held: limits.length > 0 ? limits : undefined,
    caller: ctx,
  }]);
  const [outcome] = await claim(entry.store_id);
  const elsewhere = outcome instanceof Refusal && outcome.code === "offer_not_at_store";
  // The store only says where they came from: it does not take the unit away.
  const [made] = elsewhere ? await claim(null) : [outcome];
  if (!made || made instanceof Refusal) throw made ?? new Error("one claim in, one answer out");
  return made;
}

/** Uses the hold up; answers what it had taken. */
async function useHeld(ctx: Context, release: ReleaseRow, entry: EntryRow) {
  if (release.state === "cancelled") throw refuse("release_cancelled");
  if (entry.state === "won") throw refuse("release_confirmed");
  if (entry.state !== "held" || !entry.hold_id) throw refuse("release_hold_over");
  const target = { kind: "release" as const, targetId: release.release_id };
  if ((await stopsAmong(ctx, [target]))(target)) throw refuse("stopped");
  // One statement decides between this and the end of its time.
  const held = await useHold(ctx, entry.hold_id);
  if (!held) throw refuse("release_hold_over");
  return held;
}

/** Confirms a held unit within its time: the voucher is issued in the same transaction. */
export async function confirmEntry(
  ctx: Context,
  asked: { readonly releaseId: string; readonly entryId: string },
) {
  await ownEntry(ctx, asked);
  const entry = await lockEntry(ctx, asked.entryId);
  const release = await getReleaseRow(ctx, asked.releaseId);
  const held = await useHeld(ctx, release, entry);
  const made = await claimPromised(ctx, release, entry, held);
  const { brandId } = ctx.brand;
  const { voucherId } = made;
  await sql`update releases.entries set state = 'won', voucher_id = ${voucherId},
    ended_at = ${ctx.now} where brand_id = ${brandId}
    and entry_id = ${entry.entry_id}`.execute(ctx.tx);
  await sql`update releases.losses set recovered_at = ${ctx.now} where brand_id = ${brandId}
    and release_id = ${release.release_id} and member_id = ${entry.member_id}`.execute(ctx.tx);
  await emit(ctx, "releases.confirmed", {
    unitId: release.unit_id,
    memberId: entry.member_id,
    payload: {
      releaseId: release.release_id,
      slotId: entry.slot_id,
      entryId: entry.entry_id,
      voucherId,
    },
  });
  const [voucher] = await madeViews(ctx, [made]);
  if (!voucher) throw new Error(`voucher ${voucherId} was issued and is not there`);
  return { entry: await entryView(ctx, entry.entry_id), voucher };
}
