import { inParallel, requestsAtOnce } from "../in-parallel.ts";
import { dayOfMillis, noonOf } from "../moments.ts";
import { allPages, type Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import type { SourceRedemption } from "./history.ts";

/** Idempotency keys end after two days; this one is the redemption's own and holds for ever. */
const keyOf = (row: SourceRedemption): string => `${row.household}|${row.offer}|${row.day}`;

type OfferDay = `${string} ${string}`;

/**
 * How many redemptions of each offer and day are there. Nobody but this program can redeem an offer
 * whose days are over, so an offer's day with as many as the file has is complete.
 */
async function doneByOfferDay({ sdk, brand, timeZone }: Partner): Promise<Map<OfferDay, number>> {
  const all = await allPages((query) => sdk.call("listRedemptions", { path: { brand }, query }));
  const done = new Map<OfferDay, number>();
  for (const { offerId, at } of all) {
    const group: OfferDay = `${offerId} ${dayOfMillis(at, timeZone)}`;
    done.set(group, (done.get(group) ?? 0) + 1);
  }
  return done;
}

/** Claimed, prepared and committed on its own day, at a store that is unknown. */
async function redeem(partner: Partner, row: SourceRedemption, offerId: string): Promise<void> {
  const { sdk, brand, timeZone } = partner;
  const headers = noonOf(row.day, timeZone);
  const permanentKey = keyOf(row);
  const { voucherId } = await sdk.call("issueOffer", {
    path: { brand, offerId },
    headers,
    body: { memberExternalId: row.household, storeId: null, permanentKey },
  });
  const { prepareToken } = await sdk.call("prepareRedemption", {
    path: { brand },
    headers,
    body: { right: { kind: "voucher", id: voucherId }, storeId: null },
  });
  // A voucher that this key redeemed before answers its redemption again.
  await sdk.call("commitRedemption", {
    path: { brand },
    headers,
    body: { prepareToken, billMinor: null, permanentKey },
  });
}

/** Redeems what is missing. */
export async function redeemAll(
  partner: Partner,
  rows: readonly SourceRedemption[],
  offerIds: ReadonlyMap<string, string>,
  screen: Screen,
): Promise<void> {
  const step = screen.step("核销", "Redemptions", rows.length);
  const done = await doneByOfferDay(partner);
  const groups = Map.groupBy(rows, (row): OfferDay => `${offerIds.get(row.offer)} ${row.day}`);
  const open = [...groups].flatMap(([group, inGroup]) => {
    if (done.get(group) !== inGroup.length) return inGroup;
    step.tick(inGroup.length);
    return [];
  });
  await inParallel(open, requestsAtOnce, async (row) => {
    const offerId = offerIds.get(row.offer);
    if (!offerId) throw new Error(`redemption of ${row.day} names no offer: ${row.offer}`);
    await redeem(partner, row, offerId);
    step.tick();
  });
  step.done();
}
