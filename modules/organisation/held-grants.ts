import { sql } from "kysely";
import type { Context, Grant } from "#platform/context.ts";
import { remembered } from "#platform/remembered.ts";
import { keyedHash } from "#platform/secrets.ts";

/** One grant of a member of staff, or none. */
export interface HeldRow {
  readonly staff_id: string;
  readonly unit_id: string | null;
  readonly capabilities: string[] | null;
}

/** Each capability of each role, over the unit that it was given for. */
export function grantsOf(rows: readonly HeldRow[]): Grant[] {
  return rows.flatMap(({ unit_id: unitId, capabilities }) =>
    unitId && capabilities ? capabilities.map((capability) => ({ capability, unitId })) : [],
  );
}

const known = remembered<readonly Grant[]>(1_000);

/** {@link grantsOf} one grant, of capabilities that stand in one text: roles are few. */
export const grantsOver = (unitId: string, capabilities: string): readonly Grant[] =>
  known(`${unitId} ${capabilities}`, () =>
    capabilities.split(" ").map((capability) => Object.freeze({ capability, unitId })));

/** What a member of staff or an integration's key, by its id, may do now without being here. */
export async function grantsHeldBy(ctx: Context, holderId: string): Promise<Grant[]> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<HeldRow>`
    select g.staff_id, g.unit_id, r.capabilities from organisation.grants g
    join organisation.roles r on r.brand_id = g.brand_id and r.role_id = g.role_id
    where g.brand_id = ${brandId} and g.staff_id = ${holderId} and g.revoked_at is null
      and g.valid_from <= ${ctx.recordedAt}
      and (g.valid_to is null or g.valid_to > ${ctx.recordedAt})
    union all
    select k.key_id, k.unit_id, k.scopes from organisation.api_keys k
    where k.brand_id = ${brandId} and k.key_id = ${holderId} and k.revoked_at is null
      and (k.valid_to is null or k.valid_to > ${ctx.recordedAt})`.execute(ctx.tx);
  return grantsOf(rows);
}

export const apiKeyHash = (secret: string): Buffer => keyedHash("api-key", secret);
