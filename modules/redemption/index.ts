import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { offlineRoutes } from "./offline/routes.ts";
import { routes } from "./routes.ts";

export type {
  Asked, BenefitView, Committed, RightCommit, RightFacts, RightKind, RightLook, RightPreview,
  RightRefusal, RightUse, Share, SourceDims,
} from "./port.ts";
export { commit, type CommitInput } from "./commit.ts";
export { prepare, type PrepareInput } from "./prepare.ts";
export { lookAtRight, redeemRight } from "./redeem-right.ts";
export { undo, type UndoInput } from "./undo.ts";
export {
  type Loss, type LossBook, type OfferVersion, type OfflineRights, wireOffline,
} from "./offline/port.ts";
export { enrolDevice, revokeDevice } from "./offline/devices.ts";
export { allowOffer, type OfflinePolicy, setPolicy } from "./offline/policy.ts";
export { heldAnywhere } from "./offline/holds.ts";
export { signStatement } from "./offline/sign-statement.ts";
export { syncDevice } from "./offline/sync.ts";
export { wireRightKinds } from "./rights.ts";
export { wirePublicUrl } from "./public-url.ts";
export { memberRedemptions } from "./member-data.ts";

export const redemptionModule: ModuleParts = {
  name: "redemption",
  routes: [...routes, ...offlineRoutes],
};
