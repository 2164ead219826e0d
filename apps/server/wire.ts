import type { Identities } from "#platform/http/port.ts";
import {
  createAccounts,
  organisationIdentities,
  wireAccounts,
} from "#modules/organisation/index.ts";
import { memberIdentities } from "#modules/members/index.ts";
import type { AppOptions } from "./app.ts";

/** Joins ports with those who implement them; the one place that knows both sides. */
export async function wire(options: AppOptions): Promise<Identities> {
  const accounts = createAccounts({
    pool: options.databases.ownerPool,
    secret: options.rootSecret.toString("base64url"),
    baseUrl: options.publicUrl ?? "http://localhost",
    secureCookies: options.secureCookies,
  });
  wireAccounts(accounts, options.databases);
  return { ...organisationIdentities(accounts), ...memberIdentities };
}
