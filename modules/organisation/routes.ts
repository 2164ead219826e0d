import type { Route } from "#platform/route.ts";
import { accountRoutes } from "./routes-account.ts";

export const organisationRoutes: readonly Route[] = [...accountRoutes];
