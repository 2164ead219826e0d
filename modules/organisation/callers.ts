import type { FastifyRequest } from "fastify";
import type { Brand, Tx } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import type { KnownCaller } from "#platform/http/port.ts";
import type { Accounts } from "./accounts.ts";
import { apiKeyHash, grantsOver } from "./held-grants.ts";

type Callers = Map<string, KnownCaller>;

interface SessionRow {
  readonly token: string;
  readonly account_id: string;
  readonly staff_id: string;
  readonly unit_id: string | null;
  /** Names with a space between them; null as the unit is: no grant holds. */
  readonly capabilities: string | null;
}

/** Staff of living sessions with the grants that hold now. */
async function bySession(
  tx: Tx,
  brandId: string,
  tokens: readonly string[],
  now: Temporal.Instant,
): Promise<Callers> {
  if (tokens.length === 0) return new Map();
  const { rows } = await fixed<SessionRow>`
    select i.token, i.account_id, s.staff_id, g.unit_id,
      array_to_string(r.capabilities, ' ') as capabilities
    from organisation.signed_in(${tokens}::text[]) i
    join organisation.staff s on s.brand_id = ${brandId} and s.account_id = i.account_id
    left join organisation.grants g on g.brand_id = s.brand_id and g.staff_id = s.staff_id
      and g.revoked_at is null and g.valid_from <= ${now}
      and (g.valid_to is null or g.valid_to > ${now})
    left join organisation.roles r
      on r.brand_id = g.brand_id and r.role_id = g.role_id`.execute(tx);
  const known = Map.groupBy(rows, (row) => row.token);
  return new Map([...known].flatMap(([token, held]): [string, KnownCaller][] => {
    const [first] = held;
    if (!first) return [];
    const { staff_id: staffId, account_id: accountId } = first;
    const grants = held.flatMap(({ unit_id: unitId, capabilities }) =>
      unitId && capabilities ? grantsOver(unitId, capabilities) : []);
    return [[token, { actor: { kind: "staff", staffId, accountId }, grants }]];
  }));
}

async function byKey(
  tx: Tx,
  brandId: string,
  hashes: readonly Buffer[],
  now: Temporal.Instant,
): Promise<Callers> {
  if (hashes.length === 0) return new Map();
  const { rows } = await fixed<{
    key_hash: Buffer; key_id: string; scopes: string[]; unit_id: string;
  }>`
    select key_hash, key_id, scopes, unit_id from organisation.api_keys
    where brand_id = ${brandId} and key_hash = any(${hashes}::bytea[])
      and revoked_at is null and (valid_to is null or valid_to > ${now})`.execute(tx);
  return new Map(rows.map((row) => {
    const grants = row.scopes.map((capability) => ({ capability, unitId: row.unit_id }));
    const actor = { kind: "integration" as const, keyId: row.key_id };
    return [row.key_hash.toString("hex"), { actor, grants }];
  }));
}

/**
 * {@link KnownCaller} of each request, by its place: an integration by the key that it sends,
 * otherwise staff by the session of the cookie; null: neither is alive.
 */
export async function callersOf(
  tx: Tx,
  brand: Brand,
  requests: readonly FastifyRequest[],
  now: Temporal.Instant,
  accounts: Accounts,
): Promise<(KnownCaller | null)[]> {
  const asked = requests.map((request) => {
    const sent = request.headers.authorization;
    if (!sent?.startsWith("Bearer ")) return { token: accounts.tokenOf(request), hash: null };
    const secret = sent.slice(7).trim();
    const ours = secret.startsWith(`bhk_${brand.key}_`);
    return { token: null, hash: ours ? apiKeyHash(secret) : null };
  });
  const tokens = new Set(asked.flatMap(({ token }) => (token ? [token] : [])));
  const [staff, keys] = await Promise.all([
    bySession(tx, brand.brandId, [...tokens], now),
    byKey(tx, brand.brandId, asked.flatMap(({ hash }) => (hash ? [hash] : [])), now),
  ]);
  return asked.map(({ token, hash }) => {
    if (token) return staff.get(token) ?? null;
    return hash ? (keys.get(hash.toString("hex")) ?? null) : null;
  });
}
