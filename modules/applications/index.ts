import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { memberRoutes } from "./member-routes.ts";
import { staffRoutes } from "./staff-routes.ts";
import { tidyJob } from "./tidy.ts";

export { printDocument } from "./print-document.ts";
export { saveForm } from "./save-form.ts";
export { submit } from "./submit.ts";
export { acceptApplication, finishApplication, turnDown } from "./take-step.ts";
export { memberApplications } from "./member-data.ts";
export { wirePublicUrl } from "./public-url.ts";
export { type ApplicationsVerdict, verifyApplications } from "./verify-applications.ts";

export const applicationsModule: ModuleParts = {
  name: "applications",
  routes: [...memberRoutes, ...staffRoutes],
  jobs: [tidyJob],
};
