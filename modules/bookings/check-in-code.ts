import { permit } from "#modules/organisation/index.ts";
import { getStore, type Store, storeByCode } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { keyedHash } from "#platform/secrets.ts";
import { throttle } from "#platform/throttle.ts";
import { lockCalendar } from "./locks.ts";
import type { BookingTables } from "./tables.ts";

// No letters or digits that are mistaken for each other when they are read off a sign.
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 8;
const guesses = { max: 20, windowSeconds: 600 };

/** The secret of a store's sign, recomputed and never stored: 40 bits of a keyed hash. */
function secretOf(ctx: Context, storeId: string, version: number): string {
  const hash = keyedHash("bookings.check_in", `${ctx.brand.brandId} ${storeId} ${version}`);
  return Array.from(hash.subarray(0, length), (byte) => alphabet[byte % 32]).join("");
}

async function versionOf(ctx: Context, storeId: string): Promise<number> {
  const row = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.calendars")
    .select("check_in_version")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", storeId)
    .executeTakeFirst();
  return row?.check_in_version ?? 1;
}

const textOf = (ctx: Context, store: Store, version: number): string =>
  `${store.code}.${secretOf(ctx, store.storeId, version)}`;

/** What the store's sign says: members who scan it are checked in. */
export async function checkInCode(ctx: Context, storeId: string): Promise<string> {
  await permit(ctx, "bookings.work", storeId);
  return textOf(ctx, await getStore(ctx, storeId), await versionOf(ctx, storeId));
}

/** From now on another code holds; a photograph of the old sign checks nobody in. */
export async function renewCheckInCode(ctx: Context, storeId: string): Promise<string> {
  const store = await getStore(ctx, storeId);
  const version = (await lockCalendar(ctx, storeId)) + 1;
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.calendars")
    .set({ check_in_version: version })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", storeId)
    .execute();
  await emit(ctx, "bookings.check_in_code_renewed", { unitId: storeId, payload: { version } });
  return textOf(ctx, store, version);
}

/** The store of a scanned sign; refuses `booking_code_wrong`. A whole link is read too. */
export async function storeOfCode(ctx: Context, scanned: string): Promise<Store> {
  const text = scanned.slice(scanned.lastIndexOf("#") + 1).trim();
  const dot = text.lastIndexOf(".");
  const store = dot > 0 ? await storeByCode(ctx, text.slice(0, dot)) : null;
  const wanted = store && textOf(ctx, store, await versionOf(ctx, store.storeId));
  if (store && wanted?.toUpperCase() === text.toUpperCase()) return store;
  const by = ctx.actor.kind === "member" ? ctx.actor.memberId : ctx.clientHash;
  await throttle(ctx, { purpose: "check_in_code", keys: [by], ...guesses });
  throw refuse("booking_code_wrong");
}
