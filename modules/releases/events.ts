import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";

const slot = { releaseId: Id, slotId: Id };
const entry = { ...slot, entryId: Id };

/** memberId = whose entry it is. */
export const releasesEvents = defineEvents("releases", {
  "releases.drafted": T.Object({ releaseId: Id, offerId: Id }),
  "releases.announced": T.Object({
    releaseId: Id,
    offerId: Id,
    offerVersion: T.Integer(),
    stock: T.Integer(),
    startsAt: Millis,
    endsAt: Millis,
  }),
  "releases.acknowledged": T.Object({
    releaseId: Id,
    shareBps: T.Integer(),
    limitBps: T.Integer(),
    losers: T.Integer(),
    repeaters: T.Integer(),
  }),
  "releases.cancelled": T.Object({ releaseId: Id }),
  "releases.rules_changed": T.Object({ repeatLimitBps: T.Integer() }),
  "releases.entered": T.Object(entry),
  "releases.drawn": T.Object({
    ...slot,
    entries: T.Integer(),
    stock: T.Integer(),
    seed: T.String(),
    digest: T.String(),
  }),
  "releases.listed": T.Object(entry),
  "releases.held": T.Object({ ...entry, expiresAt: Millis }),
  "releases.confirmed": T.Object({ ...entry, voucherId: Id }),
  "releases.expired": T.Object(entry),
  "releases.given_up": T.Object(entry),
  "releases.lost": T.Object({ releaseId: Id, slotId: Nullable(Id) }),
  "releases.settled": T.Object({
    ...slot,
    confirmed: T.Integer(),
    left: T.Integer(),
    lost: T.Integer(),
  }),
});
