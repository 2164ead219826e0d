import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { campaignRoutes } from "./routes.ts";

export type { Campaign, Goal } from "./campaigns.ts";
export type { NewCampaign } from "./create-campaign.ts";
export type { ReachOutcome } from "./reach-members.ts";
export { campaignNames } from "./campaigns.ts";
export { createCampaign } from "./create-campaign.ts";
export { campaignsMemberData } from "./member-data.ts";

export const campaignsModule: ModuleParts = { name: "campaigns", routes: campaignRoutes };
