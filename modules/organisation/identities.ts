import { sql } from "kysely";
import type { Brand, Grant, Tx } from "#platform/context.ts";
import type { Identities, KnownKey, KnownStaff } from "#platform/http/port.ts";
import type { Accounts } from "./accounts.ts";
import { noteRefusal } from "./audit.ts";
import { callersOf } from "./callers.ts";
import { apiKeyHash, grantsOf, type HeldRow } from "./held-grants.ts";
import { permit } from "./permit.ts";
import { rootUnit } from "./unit-queries.ts";

type Which = "account_id" | "staff_id";

const heldBy = (which: Which, id: string, brandId: string, now: Temporal.Instant) =>
  sql<HeldRow>`
    select s.staff_id, g.unit_id, r.capabilities
    from organisation.staff s
    left join organisation.grants g on g.brand_id = s.brand_id and g.staff_id = s.staff_id
      and g.revoked_at is null and g.valid_from <= ${now}
      and (g.valid_to is null or g.valid_to > ${now})
    left join organisation.roles r on r.brand_id = g.brand_id and r.role_id = g.role_id
    where s.brand_id = ${brandId} and s.${sql.ref(which)} = ${id}`;

/** Staff of an account in this brand with the grants that hold now, in one query. */
export async function staffOf(
  tx: Tx,
  brand: Brand,
  accountId: string,
  now: Temporal.Instant,
): Promise<KnownStaff | null> {
  const { rows } = await heldBy("account_id", accountId, brand.brandId, now).execute(tx);
  const first = rows[0];
  return first ? { staffId: first.staff_id, grants: grantsOf(rows) } : null;
}

/** What a member of staff holds now, wherever they are signed in. */
export async function grantsOfStaff(
  tx: Tx,
  brandId: string,
  staffId: string,
  now: Temporal.Instant,
): Promise<Grant[]> {
  const { rows } = await heldBy("staff_id", staffId, brandId, now).execute(tx);
  return grantsOf(rows);
}

async function apiKeyOf(
  tx: Tx,
  brand: Brand,
  secret: string,
  now: Temporal.Instant,
): Promise<KnownKey | null> {
  if (!secret.startsWith(`bhk_${brand.key}_`)) return null;
  const { rows } = await sql<{ key_id: string; scopes: string[]; unit_id: string }>`
    select key_id, scopes, unit_id from organisation.api_keys
    where brand_id = ${brand.brandId} and key_hash = ${apiKeyHash(secret)}
      and revoked_at is null and (valid_to is null or valid_to > ${now})`.execute(tx);
  const key = rows[0];
  if (!key) return null;
  const grants = key.scopes.map((capability) => ({ capability, unitId: key.unit_id }));
  return { keyId: key.key_id, grants };
}

/** All of the port but members, who are another module's. */
export function organisationIdentities(accounts: Accounts): Omit<Identities, "member" | "members"> {
  return {
    account: (request) => accounts.accountOf(request),
    staff: staffOf,
    apiKey: apiKeyOf,
    callers: (tx, brand, requests, now) => callersOf(tx, brand, requests, now, accounts),
    permit,
    rootUnit,
    noteRefusal,
  };
}
