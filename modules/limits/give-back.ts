import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

export interface Taken {
  readonly key: string;
  readonly amount: number;
}

/** Returns exactly what was taken: undo, recall and expiry go the way back by this. */
export async function giveBack(ctx: Context, taken: readonly Taken[]): Promise<void> {
  for (const { key, amount } of taken) {
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`giving back ${amount}`);
    const { rows } = await sql`
      update limits.counters set used = used - ${amount}
      where brand_id = ${ctx.brand.brandId} and key = ${key} and used >= ${amount}
      returning used`.execute(ctx.tx);
    // Not a refusal: whoever gives back more than was taken has a defect.
    if (rows.length === 0) throw new Error(`limit ${key} was not used by ${amount}`);
  }
}
