import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import { factsReaction } from "./facts-reaction.ts";
import { rebuildJob } from "./rebuild.ts";
import { insightsRoutes } from "./routes.ts";

export { wireVerify } from "./verify.ts";

export const insightsModule: ModuleParts = {
  name: "insights",
  routes: insightsRoutes,
  reactions: [factsReaction],
  jobs: [rebuildJob],
};
