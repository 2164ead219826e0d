import { sql } from "kysely";
import { maskedMembers } from "#modules/members/index.ts";
import { inScopeSql, permit, rootUnit, unitScope } from "#modules/organisation/index.ts";
import { getStores } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { dayWindow } from "#platform/time.ts";
import { sharesOf } from "./dims.ts";
import type { RedemptionsTable, RedemptionTables } from "./tables.ts";
import { undoUntil } from "./undo-window.ts";

export interface ListInput extends PageInput {
  readonly storeId?: string | undefined;
  /** A day of the brand's calendar. */
  readonly day?: string | undefined;
}

function cursorOf(input: PageInput): { at: string; id: string } | null {
  const values = decodeCursor(input.cursor);
  if (!values) return null;
  const [at, id] = values.map(String);
  if (!at || !id || !isUuid(id) || Number.isNaN(Date.parse(at))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  return { at, id };
}

async function rowsOf(ctx: Context, input: ListInput, limit: number) {
  let query = tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.redemptions")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);
  if (input.storeId) {
    await permit(ctx, "redemption.redeem", input.storeId);
    query = query.where("store_id", "=", input.storeId);
  } else {
    const scope = await unitScope(ctx, "redemption.redeem");
    // Redemptions at an unknown store belong to whoever holds the whole brand.
    const whole = scope.includes(await rootUnit(ctx));
    if (!whole) query = query.where(inScopeSql("store_id", scope, ctx.recordedAt));
  }
  if (input.day) {
    const { from, to } = dayWindow(ctx, input.day);
    query = query.where("committed_at", ">=", from).where("committed_at", "<", to);
  }
  const after = cursorOf(input);
  if (after) {
    query = query.where(
      sql<boolean>`(committed_at, redemption_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  }
  return query
    .orderBy("committed_at", "desc")
    .orderBy("redemption_id", "desc")
    .limit(limit + 1)
    .execute();
}

/** Redemptions that the actor may see, newest first. */
export async function listRedemptions(ctx: Context, input: ListInput) {
  const limit = pageLimit(input);
  const rows = await rowsOf(ctx, input, limit);
  const page = pageFrom(rows, limit, (row) => [row.committed_at.toString(), row.redemption_id]);
  const members = await maskedMembers(ctx, distinct(page.items.map((row) => row.member_id)));
  const stores = await getStores(ctx, distinct(page.items.map((row) => row.store_id)));
  const names = new Map(stores.map((store) => [store.storeId, store]));
  const items = [];
  for (const row of page.items) {
    const store = row.store_id ? names.get(row.store_id) : undefined;
    items.push({
      ...viewOf(row),
      memberMasked: (row.member_id && members.get(row.member_id)?.masked) || null,
      storeName: store?.name ?? null,
      storeNameEn: store?.nameEn ?? null,
      undoUntil: await stillUndoable(ctx, row),
    });
  }
  return { items, next: page.next };
}

async function stillUndoable(ctx: Context, row: RedemptionsTable): Promise<number | null> {
  if (row.undone_at) return null;
  const until = await undoUntil(ctx, row);
  return until && Temporal.Instant.compare(ctx.now, until) < 0 ? until.epochMilliseconds : null;
}

function viewOf(row: RedemptionsTable) {
  return {
    redemptionId: row.redemption_id,
    rightKind: row.right_kind,
    rightId: row.right_id,
    offerId: row.offer_id,
    title: row.title,
    titleEn: row.title_en,
    storeId: row.store_id,
    at: row.committed_at.epochMilliseconds,
    billMinor: row.bill_minor,
    discountMinor: row.discount_minor,
    payableMinor: row.payable_minor,
    shares: sharesOf(row),
    deviceId: row.device_id,
    undoneAt: row.undone_at?.epochMilliseconds ?? null,
    undoReason: row.undo_reason,
  };
}

const distinct = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];
