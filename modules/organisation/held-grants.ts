import type { Grant } from "#platform/context.ts";
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

export const apiKeyHash = (secret: string): Buffer => keyedHash("api-key", secret);
