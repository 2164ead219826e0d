import type { Context } from "#platform/context.ts";
import { allOfMember } from "./queries.ts";
import { recall } from "./recall-voucher.ts";
import { stateOf } from "./voucher-state.ts";

async function exportVouchers(ctx: Context, memberId: string) {
  return (await allOfMember(ctx, memberId)).map((row) => ({
    title: row.title,
    state: stateOf(row, ctx.now),
    issuedAt: row.issued_at.epochMilliseconds,
    validFrom: row.valid_from.epochMilliseconds,
    validTo: row.valid_to.epochMilliseconds,
    usesLeft: row.uses_left,
    usesTotal: row.uses_total,
  }));
}

/** Nobody is left to use them: what they took of the stock goes back to other members. */
async function recallOpenVouchers(ctx: Context, memberId: string): Promise<void> {
  for (const row of await allOfMember(ctx, memberId)) {
    if (["usable", "not_yet", "gift_open"].includes(stateOf(row, ctx.now))) await recall(ctx, row);
  }
}

/** Wired as a part of what module members exports and erases. */
export const memberVouchers = {
  name: "vouchers",
  export: exportVouchers,
  erase: recallOpenVouchers,
};
