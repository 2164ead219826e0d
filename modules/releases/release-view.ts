import type { Static } from "typebox";
import { stopsAmong, type StopTarget } from "#modules/limits/index.ts";
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

/** Which of the releases, of their offers or of the stores they are of or shown at are stopped. */
export async function stoppedReleases(
  ctx: Context,
  releases: readonly ReleaseRow[],
  storeId: string | null = null,
) {
  const targetsOf = (one: ReleaseRow): StopTarget[] => [
    { kind: "release", targetId: one.release_id },
    { kind: "offer", targetId: one.offer_id },
    { kind: "store", targetId: one.unit_id },
    ...(storeId ? [{ kind: "store" as const, targetId: storeId }] : []),
  ];
  const isStopped = await stopsAmong(ctx, releases.flatMap(targetsOf));
  return (one: ReleaseRow): boolean => targetsOf(one).some(isStopped);
}
