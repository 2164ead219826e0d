import type { Route } from "#platform/route.ts";
import { accountRoutes } from "./routes-account.ts";
import { brandRoutes } from "./routes-brand.ts";
import { keyRoutes } from "./routes-keys.ts";
import { staffRoutes } from "./routes-staff.ts";
import { unitRoutes } from "./routes-units.ts";

export const organisationRoutes: readonly Route[] = [
  ...accountRoutes,
  ...brandRoutes,
  ...unitRoutes,
  ...staffRoutes,
  ...keyRoutes,
];
