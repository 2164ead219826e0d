import { sql } from "kysely";
import { type Context, json } from "#platform/context.ts";
import { doLast, sendNow } from "#platform/db/batch-connection.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import { enqueue } from "#platform/jobs.ts";
import { together } from "#platform/together.ts";
import { decideStock } from "./decide-stock.ts";
import { expiryJob } from "./end-reservations.ts";
import {
  asRows, countedProducts, type ItemLine, itemOf, placeOf, type StockLine, summed,
} from "./lines.ts";

export interface ReservationRequest {
  readonly lines: readonly StockLine[];
  /** What it is for: the module's word, such as "order", and its id. */
  readonly cause: { readonly kind: string; readonly id: string };
  /** Exclusive: from then on others may have it. */
  readonly until: Temporal.Instant;
  /** The id that the caller has written down already; absent: a new one. */
  readonly reservationId?: string | undefined;
  /** Nothing else in this transaction asks for the stock: it is written along with the commit. */
  readonly isLast?: boolean | undefined;
}

interface Asked {
  readonly reservationId: string;
  readonly request: ReservationRequest;
  readonly lines: readonly ItemLine[];
}

/** What is free, with its rows held in the written order until the transaction ends. */
async function holdFree(ctx: Context, lines: readonly ItemLine[]): Promise<Map<string, number>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sendNow(ctx.tx, sql<{ storeId: string; itemId: string; free: number }>`
    select s.store_id as "storeId", s.item_id as "itemId", s.on_hand - s.reserved as free
    from catalogue.stock s join ${asRows(lines)}
      on a.store_id = s.store_id and a.item_id = s.item_id
    where s.brand_id = ${ctx.brand.brandId}
    order by s.store_id, s.item_id for no key update of s`);
  return new Map(rows.map((row) => [placeOf(row), row.free]));
}

/** The rows are held: nobody else can change them between the decision and this. */
function write(ctx: Context, granted: readonly Asked[]): Promise<unknown> {
  const brandId = ctx.brand.brandId;
  const lines = summed(granted.flatMap((one) => one.lines));
  const counting = lines.length > 0 && sendNow(ctx.tx, sql`
    update catalogue.stock s set reserved = s.reserved + a.quantity
    from ${asRows(lines)} where s.brand_id = ${brandId}
      and s.store_id = a.store_id and s.item_id = a.item_id`);
  const rows = granted.map(({ reservationId, request }) => ({
    id: reservationId,
    kind: request.cause.kind,
    cause: request.cause.id,
    until: request.until.toString(),
  }));
  const reserving = sendNow(ctx.tx, sql`
    insert into catalogue.reservations (brand_id, reservation_id, cause_kind, cause_id,
      state, reserved_at, expires_at)
    select ${brandId}::uuid, r.id, r.kind, r.cause, 'held', ${ctx.now}::timestamptz, r.until
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, kind text, cause uuid, until timestamptz)
    `);
  const all = granted.flatMap(({ reservationId, lines }) =>
    lines.map(({ storeId, itemId, quantity }) =>
      ({ id: reservationId, store: storeId, item: itemId, quantity })));
  const listing = all.length > 0 && sendNow(ctx.tx, sql`
    insert into catalogue.reservation_lines (brand_id, reservation_id, store_id, item_id, quantity)
    select ${brandId}::uuid, r.id, r.store, r.item, r.quantity
    from jsonb_to_recordset(${json(all)}) as r(id uuid, store uuid, item uuid, quantity bigint)
    `);
  return together([counting, reserving, listing, planExpiry(ctx, granted)]);
}

async function tell(ctx: Context, granted: readonly Asked[]): Promise<void> {
  await emitMany(ctx, "catalogue.stock_reserved", granted.map((one) => ({
    payload: {
      reservationId: one.reservationId,
      causeKind: one.request.cause.kind,
      causeId: one.request.cause.id,
      expiresAt: one.request.until.epochMilliseconds,
      lines: [...one.lines],
    },
  })));
}

/** One job for all that end in the same second. */
async function planExpiry(ctx: Context, granted: readonly Asked[]): Promise<void> {
  const seconds = new Set(granted.map(({ request }) =>
    Math.ceil(request.until.epochMilliseconds / 1000)));
  await together([...seconds].map((second) => enqueue(ctx, expiryJob, {}, {
    runAt: Temporal.Instant.fromEpochMilliseconds(second * 1000),
    jobKey: `stock:${ctx.brand.brandId}:${second}`,
  })));
}

/**
 * Reserves for many at once, in their order of arrival; each gets all of its lines or none. Answers
 * for each the reservation's id, or the refusal `stock_short`, which changed nothing. Products
 * whose stock is not counted are in nobody's way; `known`: {@link countedProducts}, asked before.
 */
export async function reserveMany(
  ctx: Context,
  requests: readonly ReservationRequest[],
  known?: ReadonlySet<string>,
): Promise<(string | Refusal)[]> {
  const every = requests.flatMap((request) => request.lines);
  for (const { quantity } of every) {
    if (!Number.isSafeInteger(quantity) || quantity <= 0) throw new RangeError(`of ${quantity}`);
  }
  const counted = known ?? (await countedProducts(ctx, every.map((line) => line.productId)));
  const asked: Asked[] = requests.map((request) => ({
    reservationId: request.reservationId ?? newId(),
    request,
    lines: summed(
      request.lines
        .filter((line) => counted.has(line.productId))
        .map((line) => ({ ...line, itemId: itemOf(line) }))
        .map(({ storeId, itemId, quantity }) => ({ storeId, itemId, quantity })),
    ),
  }));
  const places = summed(asked.flatMap((one) => one.lines));
  const free = await holdFree(ctx, places);
  const { short } = decideStock(asked.map((one) => one.lines), free);
  const granted = asked.filter((_, at) => short[at]?.length === 0);
  const isLast = requests.every((request) => request.isLast);
  if (granted.length > 0) await tell(ctx, granted);
  if (granted.length > 0 && isLast) await doLast(ctx.tx, () => write(ctx, granted));
  else if (granted.length > 0) await write(ctx, granted);
  return asked.map(({ reservationId }, at) => {
    const missing = short[at] ?? [];
    if (missing.length === 0) return reservationId;
    const left = missing.map((line) => free.get(placeOf(line)) ?? 0);
    return refuse("stock_short", { itemIds: missing.map((line) => line.itemId), left });
  });
}

/** {@link reserveMany} for one; refuses `stock_short`. Answers the reservation's id. */
export async function reserve(
  ctx: Context,
  request: ReservationRequest,
  known?: ReadonlySet<string>,
): Promise<string> {
  const [made] = await reserveMany(ctx, [request], known);
  if (typeof made !== "string") throw made ?? new Error("one request, one answer");
  return made;
}
