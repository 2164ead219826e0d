import { formatMinor } from "#packages/money/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { lockStored, ofUnit, partPostings, storedValueOf } from "./accounts.ts";
import { blockCard, cardOf } from "./cards.ts";
import { openLots } from "./lots.ts";
import { storedMovements } from "./movements.ts";
import type { StoredTables } from "./tables.ts";

const mostMovements = 200;

async function exportStored(ctx: Context, memberId: string) {
  const card = await cardOf(ctx, memberId);
  const { items } = await storedMovements(ctx, memberId, { limit: mostMovements });
  const accepted = await tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_acceptances")
    .select(["version", "hash", "accepted_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("version")
    .execute();
  return {
    ...(await storedValueOf(ctx, memberId)),
    card: card && { number: card.number, state: card.state },
    contracts: accepted.map(({ version, hash, accepted_at }) => ({
      version,
      hash,
      acceptedAt: accepted_at.epochMilliseconds,
    })),
    movements: items,
  };
}

/** Bonus lapses with the account (decision 0017); what it was is posted back to who gave it. */
async function lapse(ctx: Context, memberId: string, bonusMinor: number): Promise<void> {
  for (const lot of await openLots(ctx, memberId)) {
    await tablesOf<StoredTables>(ctx)
      .updateTable("wallet.stored_lots")
      .set({ bonus_left: 0 })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("lot_id", "=", lot.lot_id)
      .execute();
    await post(ctx, [{
      kind: "stored_lapse",
      postingKey: `stored_lapse:${newId()}`,
      unit: ctx.brand.currency,
      causeId: lot.lot_id,
      postings: [
        ...partPostings(memberId, { principalMinor: 0, bonusMinor: -lot.bonus_left }),
        { account: ofUnit("stored_issued", lot.unit_id), amount: lot.bonus_left },
      ],
    }]);
  }
  await emit(ctx, "wallet.stored_value_erased", {
    memberId,
    payload: { principalMinor: 0, bonusMinor },
  });
}

/** Money that a member paid ahead is refunded or spent first: nobody is left to have it after. */
async function eraseStored(ctx: Context, memberId: string): Promise<void> {
  await lockStored(ctx, memberId);
  const { principalMinor, bonusMinor } = await storedValueOf(ctx, memberId);
  if (principalMinor > 0) {
    const left = formatMinor(principalMinor, ctx.brand.currency, ctx.lang);
    throw refuse("stored_value_left", { left });
  }
  if (bonusMinor > 0) await lapse(ctx, memberId, bonusMinor);
  if (await cardOf(ctx, memberId)) await blockCard(ctx, memberId);
}

/** Wired as a part of what module members exports and erases. */
export const memberStoredValue = {
  name: "storedValue",
  export: exportStored,
  erase: eraseStored,
};
