import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { LotsTable, SlicesTable, StoredTables } from "./tables.ts";
import type { Parts } from "./split.ts";

type Part = SlicesTable["part"];

export interface Slice {
  readonly lotId: string;
  readonly unitId: string;
  readonly part: Part;
  readonly amountMinor: number;
}

/** The lots of a member that hold something, oldest first: what was paid first is spent first. */
export async function openLots(ctx: Context, memberId: string): Promise<LotsTable[]> {
  return tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_lots")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where((where) =>
      where.or([where("principal_left", ">", 0), where("bonus_left", ">", 0)]),
    )
    .orderBy("lot_id")
    .execute();
}

function ofPart(lots: readonly LotsTable[], part: Part, wantedMinor: number): Slice[] {
  let wanted = wantedMinor;
  const slices: Slice[] = [];
  for (const lot of lots) {
    const left = part === "principal" ? lot.principal_left : lot.bonus_left;
    const amountMinor = Math.min(left, wanted);
    if (amountMinor > 0) {
      slices.push({ lotId: lot.lot_id, unitId: lot.unit_id, part, amountMinor });
    }
    wanted -= amountMinor;
  }
  if (wanted > 0) throw new Error(`the lots lack ${wanted} of ${part}`);
  return slices;
}

/** Which lots the parts of an amount come from. */
export const slicesOf = (lots: readonly LotsTable[], parts: Parts): Slice[] => [
  ...ofPart(lots, "principal", parts.principalMinor),
  ...ofPart(lots, "bonus", parts.bonusMinor),
];

/** Takes slices out of their lots, or with `sign` 1 puts them back. */
export async function moveSlices(
  ctx: Context,
  slices: readonly Pick<Slice, "lotId" | "part" | "amountMinor">[],
  sign: 1 | -1,
): Promise<void> {
  for (const { lotId, part, amountMinor } of slices) {
    const column = sql.ref(`${part}_left`);
    await sql`update wallet.stored_lots set ${column} = ${column} + ${sign * amountMinor}
      where brand_id = ${ctx.brand.brandId} and lot_id = ${lotId}`.execute(ctx.tx);
  }
}

export interface FromUnit extends Parts {
  readonly unitId: string;
}

/** The same slices by the unit that took the money in: what each of them owes the store. */
export function byUnit(slices: readonly Slice[]): FromUnit[] {
  const units = Map.groupBy(slices, (slice) => slice.unitId);
  const sum = (of: readonly Slice[], part: Part) =>
    of.reduce((total, one) => total + (one.part === part ? one.amountMinor : 0), 0);
  return [...units]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unitId, of]) => ({
      unitId,
      principalMinor: sum(of, "principal"),
      bonusMinor: sum(of, "bonus"),
    }));
}
