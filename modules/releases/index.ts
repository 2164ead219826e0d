import { countTaken, nameStopped } from "#modules/limits/index.ts";
import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { expireReaction } from "./expire-entries.ts";
import { memberRoutes } from "./member-routes.ts";
import { releaseNames } from "./queries.ts";
import { staffRoutes } from "./routes.ts";
import { turnJob } from "./turn.ts";

export { announceRelease } from "./announce-release.ts";
export { confirmEntry } from "./confirm-entry.ts";
export { createRelease } from "./create-release.ts";
export { enterMany } from "./enter-release.ts";
export { writeLossesNow } from "./losses.ts";
export { memberReleases } from "./member-data.ts";
export { myEntries } from "./my-entries.ts";
export { openRelease, releasesPagePart } from "./open-release.ts";
export { turnSlot } from "./turn.ts";

nameStopped("release", releaseNames);

// A confirmed unit stays taken from its slot; a held one is counted by its hold.
countTaken(
  "release units",
  `select 'release:' || e.slot_id || ':stock' as key, 1::bigint as amount
   from releases.entries e where e.brand_id = $1 and e.state = 'won'`,
);

// What an announced release took from its offer and no voucher holds yet.
countTaken(
  "release stock",
  `select 'offer:' || r.offer_id || ':stock' as key, s.stock - (select count(*)
     from releases.entries e where e.brand_id = s.brand_id and e.slot_id = s.slot_id
       and e.state = 'won') as amount
   from releases.slots s
   join releases.releases r on r.brand_id = s.brand_id and r.release_id = s.release_id
   where s.brand_id = $1 and r.state = 'announced' and s.settled_at is null`,
);

export const releasesModule: ModuleParts = {
  name: "releases",
  routes: [...staffRoutes, ...memberRoutes],
  reactions: [expireReaction],
  jobs: [turnJob],
};
