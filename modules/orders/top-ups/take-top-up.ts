import { memberById } from "#modules/members/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { beginTopUp } from "./start-top-up.ts";
import { bookTopUp } from "./settle-top-up.ts";
import type { TopUpsTable } from "./tables.ts";

export interface TakeTopUp {
  readonly memberId: string;
  readonly storeId: string;
  readonly payMinor: number;
  /** cash; terminal: the store's own card reader. */
  readonly method: "cash" | "terminal";
  /** Of the contract that the member was shown and signed; null: accepted before. */
  readonly contractHash: string | null;
}

/** A top-up that staff took the money of; it is credited at once. */
export async function takeTopUp(ctx: Context, input: TakeTopUp): Promise<TopUpsTable> {
  await permit(ctx, "orders.work", input.storeId);
  const member = await memberById(ctx, input.memberId);
  if (!member || member.erasedAt) throw refuse("not_found");
  const row = await beginTopUp(ctx, { ...input, provider: "till", unit_id: input.storeId });
  await bookTopUp(ctx, row, null);
  return { ...row, state: "paid" };
}
