import "../guard-errors.ts";
import "./events.ts";

export { guardPublish, guardResume } from "./guard-publish.ts";
export { guardRoutes } from "../guard-routes.ts";
export { guardJobs, guardReactions } from "./recheck.ts";
