import type { ModuleParts } from "#platform/module.ts";
import { careReaction } from "./care-reaction.ts";
import "./errors.ts";
import "./events.ts";
import { careRoutes } from "./routes.ts";

export { answerTask } from "./answer-task.ts";
export { doTask } from "./do-task.ts";
export { listTasks } from "./list-tasks.ts";
export { memberCare } from "./member-data.ts";
export { savePlan } from "./save-plan.ts";
export { type CareVerdict, verifyCare } from "./verify-care.ts";

export const careModule: ModuleParts = {
  name: "care",
  routes: careRoutes,
  reactions: [careReaction],
};
