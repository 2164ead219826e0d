import type { Context } from "#platform/context.ts";
import type { Refusal } from "#platform/errors.ts";

/** Why a voucher cannot leave its member now, by who knows of other holds; null: it can. */
export type HoldCheck = (ctx: Context, voucherId: string) => Promise<Refusal | null>;

let check: HoldCheck = () => Promise.resolve(null);

/** Called by the composition root. */
export function wireVoucherHolds(held: HoldCheck): void {
  check = held;
}

/** An offline statement that is still open would let the giver use what the friend has. */
export async function refuseHeld(ctx: Context, voucherId: string): Promise<void> {
  const held = await check(ctx, voucherId);
  if (held) throw held;
}
