import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { AccountRef } from "../ledger/account-kinds.ts";
import { balanceOf } from "../ledger/balance.ts";
import type { Posting } from "../ledger/post.ts";
import type { Parts } from "./split.ts";

const ofMember = (kind: "principal" | "bonus", memberId: string): AccountRef =>
  ({ kind, ownerKind: "member", ownerId: memberId });

export const ofUnit = (
  kind: "stored_issued" | "stored_spent" | "gift_cards",
  unitId: string,
): AccountRef => ({ kind, ownerKind: "unit", ownerId: unitId });

/** What a member's two accounts change by, without what does not. */
export const partPostings = (memberId: string, parts: Parts): Posting[] =>
  [
    { account: ofMember("principal", memberId), amount: parts.principalMinor },
    { account: ofMember("bonus", memberId), amount: parts.bonusMinor },
  ].filter(({ amount }) => amount !== 0);

/** What a member can spend, in the parts that it is made of. Nothing: both are 0. */
export async function storedValueOf(ctx: Context, memberId: string): Promise<Parts> {
  return {
    principalMinor: await balanceOf(ctx, ofMember("principal", memberId)),
    bonusMinor: await balanceOf(ctx, ofMember("bonus", memberId)),
  };
}

/**
 * Held to the end of the transaction: a member's lots, card and balances change one after another.
 * Taken before any account of the ledger.
 */
export async function lockStored(ctx: Context, memberId: string): Promise<void> {
  const scope = `stored:${ctx.brand.brandId}:${memberId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 17))`.execute(ctx.tx);
}
