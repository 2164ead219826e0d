import type { ModuleParts } from "#platform/module.ts";
import { organisationRoutes } from "./routes.ts";
import { wired } from "./wired.ts";
import "./errors.ts";
import "./events.ts";

export type { Accounts, AccountsOptions, PasswordKeeping } from "./accounts.ts";
export { createAccounts } from "./accounts.ts";
export { capabilities } from "./capabilities.ts";
export { closeUnit } from "./close-unit.ts";
export type { NewBrand } from "./create-brand.ts";
export { createBrand } from "./create-brand.ts";
export type { MadeApiKey, NewApiKey } from "./create-api-key.ts";
export { createApiKey } from "./create-api-key.ts";
export type { NewUnit } from "./create-unit.ts";
export { createUnit } from "./create-unit.ts";
export type { ManyUnit, PlacedUnit } from "./create-units.ts";
export { createUnits, unitsByCodes } from "./create-units.ts";
export { deleteBrand, finishDeletions } from "./delete-brand.ts";
export { grantsHeldBy } from "./held-grants.ts";
export { organisationIdentities } from "./identities.ts";
export type { Move } from "./move-unit.ts";
export { moveUnit } from "./move-unit.ts";
export { inScopeSql, isPermitted, permit, unitScope } from "./permit.ts";
export { renameUnit } from "./rename-unit.ts";
export { auditAct, staffName } from "./audit.ts";
export { insertGrant, insertStaff } from "./staff.ts";
export { roleByKey } from "./staff-queries.ts";
export type { UnitKind } from "./tables.ts";
export type { Unit, UnitAncestor } from "./unit-queries.ts";
export { getUnit, readPaths, rootUnit, unitAncestors, unitNames } from "./unit-queries.ts";
export type { InviteMail, MailSender } from "./wired.ts";
export { wireAccounts, wireMail } from "./wired.ts";

/** Makes a staff identity that works for no brand yet; refuses `email_taken`. Answers its id. */
export function createAccountFor(
  email: string,
  password: string,
  name: string,
  sample = false,
): Promise<string> {
  return wired().accounts.createAccount({ email, password, name, sample });
}

export const organisationModule: ModuleParts = { name: "organisation", routes: organisationRoutes };
