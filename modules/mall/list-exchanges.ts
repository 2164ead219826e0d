import { maskedMembers, unknownMember } from "#modules/members/index.ts";
import { offerLabels } from "#modules/promotions/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { ExchangeRow, MallTables } from "./tables.ts";

type Row = ExchangeRow & { readonly offer_id: string };

async function page(ctx: Context, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  let query = tablesOf<MallTables>(ctx)
    .selectFrom("mall.exchanges as e")
    .innerJoin("mall.items as i", (on) =>
      on.onRef("i.brand_id", "=", "e.brand_id").onRef("i.item_id", "=", "e.item_id"))
    .selectAll("e")
    .select("i.offer_id")
    .where("e.brand_id", "=", ctx.brand.brandId)
    .orderBy("e.exchange_id", "desc")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("e.exchange_id", "<", String(after));
  const rows: Row[] = await query.execute();
  return pageFrom(rows, limit, (row) => [row.exchange_id]);
}

/** Who exchanged what, newest first; members masked. */
export async function listExchanges(ctx: Context, input: PageInput) {
  const { items: rows, next } = await page(ctx, input);
  const members = await maskedMembers(ctx, rows.map((row) => row.member_id));
  const labels = await offerLabels(ctx, rows.map((row) => row.offer_id));
  const items = rows.map((row) => ({
    exchangeId: row.exchange_id,
    itemId: row.item_id,
    title: labels.get(row.offer_id)?.title ?? "",
    titleEn: labels.get(row.offer_id)?.titleEn ?? null,
    memberId: row.member_id,
    masked: (members.get(row.member_id) ?? unknownMember).masked,
    points: row.points,
    at: row.exchanged_at.epochMilliseconds,
    undoneAt: row.undone_at?.epochMilliseconds ?? null,
    undoReason: row.undo_reason,
  }));
  return { items, next };
}

async function exportExchanges(ctx: Context, memberId: string) {
  const rows = await tablesOf<MallTables>(ctx)
    .selectFrom("mall.exchanges")
    .select(["item_id", "points", "voucher_id", "exchanged_at", "undone_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("exchange_id")
    .execute();
  return rows.map((row) => ({
    itemId: row.item_id,
    points: row.points,
    voucherId: row.voucher_id,
    exchangedAt: row.exchanged_at.epochMilliseconds,
    undoneAt: row.undone_at?.epochMilliseconds ?? null,
  }));
}

/** Wired as a part of what module members exports; nothing of it names a person. */
export const memberExchanges = { name: "exchanges", export: exportExchanges };
