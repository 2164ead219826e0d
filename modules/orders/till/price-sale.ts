import { explainRecord, type PricedOrder } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { agreeSale, type SaleAsk } from "./agree-sale.ts";
import { sellingStore } from "./selling-store.ts";

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

function namesOf({ offers }: PricedOrder) {
  const byId = new Map(offers.map((offer) => [offer.offerId, offer]));
  return (offerId: string) => {
    const offer = byId.get(offerId);
    return { name: offer?.name ?? "", nameEn: offer?.nameEn ?? null };
  };
}

/** Vouchers that apply or could, and offers that apply by themselves; with what each saves. */
function benefitsOf(ctx: Context, record: PricedOrder, without: readonly string[]) {
  const named = namesOf(record);
  const told = explainRecord(record, { lang: ctx.lang, timeZone: ctx.brand.timeZone });
  const { applied, notApplied } = record.priced;
  const used = applied.map(({ offerId, voucherId, amountMinor }, at) => ({
    offerId, voucherId, ...named(offerId), amountMinor, used: true, why: told.applied[at] ?? "",
  }));
  const left = notApplied.flatMap(({ offerId, voucherId }, at) =>
    voucherId === null
      ? []
      : [{
          offerId, voucherId, ...named(offerId), amountMinor: 0, used: false,
          why: without.includes(voucherId) ? "" : (told.notApplied[at] ?? ""),
        }]);
  return [...used, ...left];
}

/**
 * What the goods cost now, what takes off how much, and what points and stored value pay, or would
 * pay where they are switched off. Nothing is written.
 */
export async function priceSale(ctx: Context, sale: SaleAsk) {
  await sellingStore(ctx, sale.storeId);
  const { agreed, member } = await agreeSale(ctx, sale);
  const { record } = agreed;
  const { lines, payable, gifts } = record.priced;
  const all = { ...sale, usePoints: true, useStoredValue: true };
  const most = sale.usePoints && sale.useStoredValue
    ? payable
    : (await agreeSale(ctx, all)).agreed.record.priced.payable;
  const initialMinor = sum(lines.map((line) => line.initialMinor));
  return {
    lines: lines.map(({ lineId, quantity, initialMinor: initial, payableMinor }) => ({
      lineId, quantity, initialMinor: initial, payableMinor,
    })),
    gifts: gifts.map(({ label, quantity }) => ({ label, quantity })),
    benefits: benefitsOf(ctx, record, sale.without),
    initialMinor,
    savedMinor: initialMinor - payable.goodsMinor,
    totalMinor: payable.totalMinor,
    points: { used: payable.pointsUsed, minor: payable.pointsMinor, couldMinor: most.pointsMinor },
    storedValue: { minor: payable.storedValueMinor, couldMinor: most.storedValueMinor },
    dueMinor: payable.dueMinor,
    spends: member?.by === "code",
  };
}
