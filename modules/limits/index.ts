import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { expireHoldsJob } from "./holds.ts";

export { take, type Take } from "./take.ts";
export { lookAhead, takeMany } from "./take-many.ts";
export { giveBack, type Taken } from "./give-back.ts";
export { hold, releaseHold, useHold } from "./holds.ts";
export { holdMany, releaseHolds } from "./holds-many.ts";
export {
  isAnyStopped, liftStop, listStops, putStop, type Stop, stopsAmong, type StopTarget,
} from "./stops.ts";
export { namesOfStopped, nameStopped, type StoppedName } from "./stop-names.ts";
export { firstFull, firstFullOfEach, usedOf } from "./queries.ts";
export { countTaken, type LimitsVerdict, verifyLimits } from "./verify-limits.ts";
export {
  asksOf, type LimitOf, type LimitPer, type LimitRule, type LimitSubject, widthOf,
} from "./rules.ts";
export { type LimitCode, limitCodes, redeemable } from "./errors.ts";

export const limitsModule: ModuleParts = {
  name: "limits",
  routes: [],
  jobs: [expireHoldsJob],
};
