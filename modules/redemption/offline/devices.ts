import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import { firstHash } from "#packages/offline/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { assertStore } from "../store-access.ts";
import type { DevicesTable, OfflineTables } from "./tables.ts";

export interface NewDevice {
  readonly storeId: string;
  readonly name: string;
  /** P-256, uncompressed point of 65 bytes, base64url. */
  readonly publicKey: string;
}

// More phones than a store has counters would divide its caps into nothing.
const mostAStore = 100;

const devices = (ctx: Context) =>
  tablesOf<OfflineTables>(ctx)
    .selectFrom("redemption.offline_devices")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

async function assertRoom(ctx: Context, storeId: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from redemption.offline_devices
    where brand_id = ${ctx.brand.brandId} and store_id = ${storeId} and revoked_at is null
  `.execute(ctx.tx);
  if (rows[0]!.count >= mostAStore) throw refuse("offline_devices_full", { most: mostAStore });
}

/** Enrols a counter for one store. The same key enrolled again answers its first id. */
export async function enrolDevice(ctx: Context, input: NewDevice): Promise<{ deviceId: string }> {
  await permit(ctx, "redemption.redeem", input.storeId);
  await assertStore(ctx, input.storeId);
  const key = Buffer.from(input.publicKey, "base64url");
  if (key.length !== 65 || key[0] !== 4) throw refuse("offline_key_invalid");
  const known = await devices(ctx).where("public_key", "=", key).executeTakeFirst();
  if (known && known.store_id !== input.storeId) throw refuse("offline_device_elsewhere");
  if (known) return { deviceId: known.device_id };
  await assertRoom(ctx, input.storeId);
  const row: DevicesTable = {
    brand_id: ctx.brand.brandId,
    device_id: newId(),
    store_id: input.storeId,
    name: input.name,
    public_key: key,
    enrolled_at: ctx.recordedAt,
    revoked_at: null,
    last_sequence: 0,
    last_hash: firstHash,
    contact_at: ctx.recordedAt,
    seen_at: ctx.recordedAt,
  };
  await tablesOf<OfflineTables>(ctx)
    .insertInto("redemption.offline_devices")
    .values(row)
    .execute();
  const payload = { deviceId: row.device_id, storeId: row.store_id };
  await emit(ctx, "redemption.device_enrolled", { unitId: row.store_id, payload });
  return { deviceId: row.device_id };
}

/** From now on whatever it sends is kept for people to look at, whatever time it claims. */
export async function revokeDevice(ctx: Context, deviceId: string): Promise<void> {
  const device = await lockDevice(ctx, deviceId);
  await permit(ctx, "redemption.undo", device.store_id);
  if (device.revoked_at) return;
  await tablesOf<OfflineTables>(ctx)
    .updateTable("redemption.offline_devices")
    .set({ revoked_at: ctx.recordedAt })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("device_id", "=", deviceId)
    .execute();
  const payload = { deviceId, storeId: device.store_id };
  await emit(ctx, "redemption.device_revoked", { unitId: device.store_id, payload });
}

export async function listDevices(ctx: Context, storeId: string) {
  await permit(ctx, "redemption.redeem", storeId);
  const rows = await devices(ctx)
    .where("store_id", "=", storeId)
    .orderBy("enrolled_at", "desc")
    .limit(200)
    .execute();
  return {
    items: rows.map((row) => ({
      deviceId: row.device_id,
      name: row.name,
      enrolledAt: row.enrolled_at.epochMilliseconds,
      seenAt: row.seen_at.epochMilliseconds,
      revokedAt: row.revoked_at?.epochMilliseconds ?? null,
    })),
  };
}

/** The device, held to the end of the transaction: its records are taken one call at a time. */
export async function lockDevice(ctx: Context, deviceId: string): Promise<DevicesTable> {
  const row = await devices(ctx)
    .where("device_id", "=", deviceId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse("offline_device_unknown");
  return row;
}
