import { unitNames } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";

interface Named {
  readonly unitId: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** Units by their names; one that is gone keeps its id. */
export async function namesOf(
  ctx: Context,
  unitIds: readonly string[],
): Promise<(unitId: string) => Named> {
  const known = new Map(
    (await unitNames(ctx, [...new Set(unitIds)])).map(({ unitId, name, nameEn }) => [
      unitId,
      { unitId, name, nameEn },
    ]),
  );
  return (unitId) => known.get(unitId) ?? { unitId, name: unitId.slice(-8), nameEn: null };
}
