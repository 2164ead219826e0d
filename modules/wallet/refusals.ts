import type { RightRefusal } from "#modules/redemption/index.ts";
import { stopsAmong, type StopTarget } from "#modules/limits/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { benefitFor } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { clockText, lastSecondText } from "#platform/time.ts";
import { needsBill } from "./benefit-view.ts";
import type { VoucherRow } from "./queries.ts";
import { isInScope, storesOf, storesText } from "./store-scope.ts";
import { stateOf } from "./voucher-state.ts";

/** Used, recalled, too early or too late; null: usable now. */
export function stateRefusal(ctx: Context, row: VoucherRow): RightRefusal | null {
  switch (stateOf(row, ctx.now)) {
    case "usable":
      return null;
    case "used":
      return { code: "voucher_used", params: {}, usedUp: true };
    case "given":
      return { code: "voucher_given", params: {} };
    case "gift_open": {
      const until = row.gift_until ?? ctx.now;
      const params = { until: clockText(ctx, until), untilAt: until.epochMilliseconds };
      return { code: "voucher_gift_open", params };
    }
    case "recalled":
      return { code: "voucher_recalled", params: {} };
    case "expired": {
      const params = {
        until: lastSecondText(ctx, row.valid_to),
        untilAt: row.valid_to.epochMilliseconds,
      };
      return { code: "voucher_expired", params };
    }
    case "not_yet": {
      const from = clockText(ctx, row.valid_from);
      const params = { from, fromAt: row.valid_from.epochMilliseconds };
      return { code: "voucher_not_yet_valid", params };
    }
  }
}

/** Null: a counter can reckon it; otherwise its rule needs the goods of a cart. */
export function cartRefusal({ terms }: VoucherRow): RightRefusal | null {
  return terms.benefit.kind === "cart_only" ? { code: "voucher_cart_only", params: {} } : null;
}

/** Null: allowed there, or the store is unknown. */
export async function storeRefusal(
  ctx: Context,
  row: VoucherRow,
  storeId: string | null,
): Promise<RightRefusal | null> {
  if (storeId === null || (await isInScope(ctx, row, storeId))) return null;
  const stores = await storesOf(ctx, row);
  const names = stores.all
    ? [{ name: stores.unitName, nameEn: stores.unitNameEn }]
    : stores.names;
  return {
    code: "wrong_store",
    params: { stores: storesText(ctx, stores), count: stores.count, names: [...names] },
  };
}

/** What a stop sign may stand before: its offer, campaign, channel or this store. */
export function stopTargets(
  ctx: Context,
  row: VoucherRow,
  storeId: string | null,
): readonly StopTarget[] {
  // What an import tells of the past happened before any sign of today.
  if (Temporal.Instant.compare(ctx.now, ctx.recordedAt) < 0) return [];
  const { offer_id: offer, campaign_id: campaign, channel_id: channel } = row;
  const all = Object.entries({ offer, campaign, channel, store: storeId });
  return all.flatMap(([kind, targetId]) =>
    targetId ? [{ kind: kind as StopTarget["kind"], targetId }] : [],
  );
}

/** Null: no stop sign stands before its offer, campaign, channel or this store. */
export async function stopRefusal(
  ctx: Context,
  row: VoucherRow,
  storeId: string | null,
): Promise<RightRefusal | null> {
  const targets = stopTargets(ctx, row, storeId);
  const isStopped = await stopsAmong(ctx, targets);
  return targets.some(isStopped) ? { code: "stopped", params: {} } : null;
}

/** Null: the bill fits, or nothing asks for it. */
export function billRefusal(
  ctx: Context,
  row: VoucherRow,
  billMinor: number | null,
): RightRefusal | null {
  const { terms } = row;
  if (billMinor === null) return needsBill(terms) ? { code: "bill_needed", params: {} } : null;
  const result = benefitFor(terms, billMinor);
  if (result.ok) return null;
  if (result.reason === "bill_needed") return { code: "bill_needed", params: {} };
  const text = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
  return {
    code: "below_threshold",
    params: {
      missing: text(result.missingMinor),
      missingMinor: result.missingMinor,
      threshold: text(terms.thresholdMinor ?? 0),
      thresholdMinor: terms.thresholdMinor ?? 0,
    },
  };
}
