import { sql } from "kysely";
import { stopsAmong } from "#modules/limits/index.ts";
import { inScopeSql, unitAncestors, unitScope } from "#modules/organisation/index.ts";
import { balanceOf } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { givenOf } from "./counters.ts";
import { type Draw, phaseOf, shownView } from "./draw-view.ts";
import { poolAccount } from "./money.ts";
import { checksOf } from "./publish-draw.ts";
import type { DrawsTable, DrawsTables } from "./tables.ts";

const signOf = (row: DrawsTable) => ({ kind: "draw", targetId: row.draw_id }) as const;

export function idCursor(input: PageInput): string | null {
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after === undefined) return null;
  if (!isUuid(String(after))) throw refuse("invalid_input", { detail: "cursor" });
  return String(after);
}

/** Units whose draws concern the actor: those it reads with all below, and those above them. */
async function readable(ctx: Context) {
  const below = await unitScope(ctx, "offers.read");
  const above = new Set<string>();
  for (const unitId of below) {
    for (const unit of await unitAncestors(ctx, unitId, ctx.recordedAt)) above.add(unit.unitId);
  }
  const own = inScopeSql("draws.draws.unit_id", below, ctx.recordedAt);
  return sql<boolean>`(${own} or unit_id = any(${[...above]}::uuid[]))`;
}

/** Draws of the units that the actor reads and of those above them, newest first. */
export async function listDraws(ctx: Context, input: PageInput) {
  const limit = pageLimit(input);
  let query = tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.draws")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where(await readable(ctx));
  const after = idCursor(input);
  if (after) query = query.where("draw_id", "<", after);
  const rows = await query.orderBy("draw_id", "desc").limit(limit + 1).execute();
  const page = pageFrom(rows, limit, (row) => [row.draw_id]);
  const isStopped = await stopsAmong(ctx, page.items.map(signOf));
  const items = [];
  for (const row of page.items) {
    items.push({
      drawId: row.draw_id,
      unitId: row.unit_id,
      phase: phaseOf(row, { now: ctx.now, isStopped: isStopped(signOf(row)) }),
      name: row.name,
      nameEn: row.name_en,
      startsAt: row.starts_at?.epochMilliseconds ?? null,
      endsAt: row.ends_at?.epochMilliseconds ?? null,
      prizes: row.prizes.length,
      plays: row.plays,
      poolMinor: row.pool_minor,
      poolLeftMinor: await balanceOf(ctx, poolAccount(row.draw_id)),
    });
  }
  return { items, next: page.next };
}

async function figuresOf(ctx: Context, { draw_id: drawId, prizes }: DrawsTable) {
  type Row = { no: number; won: number; paid: number; open: number; given: number; back: number };
  const { rows } = await sql<Row>`
    select prize_no as no,
      coalesce(sum(amount_minor) filter (where recalled_at is null), 0)::bigint as won,
      coalesce(sum(amount_minor) filter (where paid_at is not null), 0)::bigint as paid,
      coalesce(sum(amount_minor) filter (where paid_at is null and recalled_at is null), 0)::bigint
        as open,
      count(*) filter (where recalled_at is null) as given,
      count(*) filter (where recalled_at is not null) as back
    from draws.wins where brand_id = ${ctx.brand.brandId} and draw_id = ${drawId}
    group by prize_no`.execute(ctx.tx);
  const { rows: players } = await sql<{ count: number }>`
    select count(distinct member_id) as count from draws.plays
    where brand_id = ${ctx.brand.brandId} and draw_id = ${drawId}`.execute(ctx.tx);
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const prizeAt = ({ no }: Row) => prizes[no - 1];
  const worth = (row: Row) => {
    const prize = prizeAt(row);
    return prize?.kind === "voucher" ? (prize.worthMinor ?? 0) : 0;
  };
  const isVoucher = (row: Row) => prizeAt(row)?.kind === "voucher";
  return {
    wonMinor: sum((row) => row.won),
    paidMinor: sum((row) => row.paid),
    openMinor: sum((row) => row.open),
    voucherWorthMinor: sum((row) => row.given * worth(row)),
    vouchers: sum((row) => (isVoucher(row) ? row.given : 0)),
    packets: sum((row) => (isVoucher(row) ? 0 : row.given)),
    recalled: sum((row) => row.back),
    players: players[0]?.count ?? 0,
  };
}

/** Minutes unless somebody gave seconds: what a field for date and time takes. */
function localText(ctx: Context, at: Temporal.Instant | null): string | null {
  const local = at?.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDateTime();
  if (!local) return null;
  return local.toString({ smallestUnit: local.second === 0 ? "minute" : "second" });
}

/** One draw with its figures; of a draft also what is missing for publishing. */
export async function getDraw(ctx: Context, drawId: string): Promise<Draw> {
  const row = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.draws")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", drawId)
    .where(await readable(ctx))
    .executeTakeFirst();
  if (!row) throw refuse("draw_not_found");
  const given = (await givenOf(ctx, [row])).get(drawId) ?? [];
  const isStopped = (await stopsAmong(ctx, [signOf(row)]))(signOf(row));
  return {
    ...shownView(ctx, row, { given, isStopped }),
    startsLocal: localText(ctx, row.starts_at),
    endsLocal: localText(ctx, row.ends_at),
    publishedAt: row.published_at?.epochMilliseconds ?? null,
    endedAt: row.ended_at?.epochMilliseconds ?? null,
    poolMinor: row.pool_minor,
    poolLeftMinor: await balanceOf(ctx, poolAccount(drawId)),
    checks: row.state === "draft"
      ? (await checksOf(ctx, row)).map((one) => ({ ...one, prizes: [...one.prizes] }))
      : [],
    figures: await figuresOf(ctx, row),
  };
}
