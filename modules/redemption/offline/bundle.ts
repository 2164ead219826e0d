import { sql } from "kysely";
import {
  type Allowance, idTail, type RevocationList, type StoreRules,
} from "#packages/offline/index.ts";
import type { Context } from "#platform/context.ts";
import { dayOf, dayWindow } from "#platform/time.ts";
import { offlineKeys } from "./keys.ts";
import { allowedOffers, isOn, type OfflinePolicy, policyOf } from "./policy.ts";
import { offlineParts } from "./port.ts";
import type { DevicesTable } from "./tables.ts";

const undoSeconds = 600;
const mostRevocations = 2000;

/** Days of the brand from today to the end of the longest time without contact. */
function daysOf(ctx: Context, policy: OfflinePolicy): string[] {
  const last = ctx.recordedAt.add({ seconds: policy.contactlessSeconds });
  const days: string[] = [];
  for (let at = ctx.recordedAt; ; at = at.add({ hours: 24 })) {
    if (Temporal.Instant.compare(at, last) >= 0) break;
    days.push(dayOf(ctx, at));
  }
  return [...new Set([...days, dayOf(ctx, last)])];
}

/**
 * This device's part of the store's day. What other devices were given stays theirs, since they
 * may be without a line; so the sum never passes the store's caps.
 */
async function allow(
  ctx: Context,
  device: DevicesTable,
  policy: OfflinePolicy,
  day: string,
): Promise<Allowance> {
  const { rows } = await sql<{ count_cap: number; value_cap_minor: number }>`
    with others as (
      select coalesce(sum(count_cap), 0)::int as count,
        coalesce(sum(value_cap_minor), 0)::bigint as value
      from redemption.offline_allowances
      where brand_id = ${ctx.brand.brandId} and store_id = ${device.store_id}
        and day = ${day}::date and device_id <> ${device.device_id})
    insert into redemption.offline_allowances as a
      (brand_id, store_id, day, device_id, count_cap, value_cap_minor)
    select ${ctx.brand.brandId}, ${device.store_id}, ${day}::date, ${device.device_id},
      least(${policy.deviceCount}::int, greatest(0, ${policy.storeCount}::int - o.count)),
      least(${policy.deviceValueMinor}::bigint,
        greatest(0, ${policy.storeValueMinor}::bigint - o.value))
    from others o
    on conflict (brand_id, store_id, day, device_id) do update
      set count_cap = excluded.count_cap, value_cap_minor = excluded.value_cap_minor
    returning count_cap, value_cap_minor`.execute(ctx.tx);
  const { from, to } = dayWindow(ctx, day);
  return {
    from: from.epochMilliseconds,
    to: to.epochMilliseconds,
    count: rows[0]!.count_cap,
    valueMinor: rows[0]!.value_cap_minor,
  };
}

async function allowancesOf(ctx: Context, device: DevicesTable, policy: OfflinePolicy) {
  if (!isOn(policy) || device.revoked_at) return [];
  // Devices of one store are given their parts one after another.
  const scope = `redemption:${ctx.brand.brandId}:allowances:${device.store_id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 13))`.execute(ctx.tx);
  const all: Allowance[] = [];
  for (const day of daysOf(ctx, policy)) all.push(await allow(ctx, device, policy, day));
  return all;
}

/** What the device must have with it before the line is down. */
export async function rulesFor(ctx: Context, device: DevicesTable): Promise<StoreRules> {
  const { policy } = await policyOf(ctx, device.store_id);
  const on = isOn(policy) && !device.revoked_at;
  const offers = on
    ? await offlineParts().rights.versionsOf(ctx, await allowedOffers(ctx))
    : [];
  return {
    type: "store_rules",
    version: 1,
    storeId: device.store_id,
    storeTail: idTail(device.store_id),
    contactlessSeconds: on ? policy.contactlessSeconds : 0,
    undoSeconds,
    allowances: await allowancesOf(ctx, device, policy),
    offers: offers.map(({ offerId, ...version }) => ({ offerTail: idTail(offerId), ...version })),
    keys: on ? await offlineKeys(ctx) : [],
  };
}

/** Serials of this store that are in their window although their right is gone. */
export async function revocationsFor(
  ctx: Context,
  device: DevicesTable,
): Promise<RevocationList> {
  const { rows } = await sql<{ serial: string; right_id: string }>`
    select serial, right_id from redemption.offline_statements
    where brand_id = ${ctx.brand.brandId} and store_id = ${device.store_id}
      and until > ${ctx.recordedAt}
    order by until limit ${mostRevocations}`.execute(ctx.tx);
  const usable = await offlineParts().rights.usable(ctx, rows.map((row) => row.right_id));
  return {
    type: "revocations",
    version: 1,
    serials: rows.filter((row) => !usable.has(row.right_id)).map((row) => row.serial),
    at: ctx.recordedAt.epochMilliseconds,
  };
}
