import type { Static } from "typebox";
import { stopsAmong } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { lastHoldAt } from "./release-input.ts";
import type { StateSchema } from "./shapes.ts";
import type { ReleaseRow } from "./tables.ts";

/** What a release is called now: stored as announced, shown by its times. */
export function shownState(
  release: ReleaseRow,
  now: Temporal.Instant,
): Static<typeof StateSchema> {
  if (release.state !== "announced") return release.state;
  if (Temporal.Instant.compare(now, release.starts_at) < 0) return "announced";
  return Temporal.Instant.compare(now, release.ends_at) < 0 ? "open" : "closed";
}

/** What every answer says of a release. */
export function releaseView(
  ctx: Context,
  release: ReleaseRow,
  { stock, stopped }: { readonly stock: number; readonly stopped: boolean },
) {
  return {
    releaseId: release.release_id,
    unitId: release.unit_id,
    offerId: release.offer_id,
    name: release.name,
    nameEn: release.name_en,
    mode: release.mode,
    kind: release.kind,
    gate: release.gate,
    state: shownState(release, ctx.now),
    stopped,
    warmUpAt: release.warm_up_at.epochMilliseconds,
    startsAt: release.starts_at.epochMilliseconds,
    endsAt: release.ends_at.epochMilliseconds,
    holdSeconds: release.hold_seconds,
    lastHoldAt: lastHoldAt(release).epochMilliseconds,
    stock,
    cancelReason: release.cancel_reason,
  };
}

/** Which of the releases, or of their offers, stand under a stop sign. */
export async function stoppedReleases(ctx: Context, releases: readonly ReleaseRow[]) {
  const isStopped = await stopsAmong(ctx, releases.flatMap((one) => [
    { kind: "release" as const, targetId: one.release_id },
    { kind: "offer" as const, targetId: one.offer_id },
  ]));
  return (one: ReleaseRow): boolean =>
    isStopped({ kind: "release", targetId: one.release_id })
    || isStopped({ kind: "offer", targetId: one.offer_id });
}
