import { sql } from "kysely";
import { normaliseSourceCode } from "#packages/codes/index.ts";
import { type Batcher, batcher, isDatabaseError } from "#platform/batch.ts";
import type { Context, Tx } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { dayOf } from "#platform/time.ts";
import { isBot } from "./traffic-rules.ts";

export interface TouchInput {
  /** The source code as scanned; null: the page was opened without one. */
  readonly code: string | null;
  readonly storeId: string | null;
  /** Kind of page, e.g. "store", "offer", "brand". */
  readonly page: string;
  /** The browser's own id: 8 to 64 of A–Z a–z 0–9 _ -. */
  readonly visitorId: string;
  readonly userAgent: string | null | undefined;
  /** The visitor is signed-in staff. */
  readonly staff: boolean;
}

/** A route declared `transaction: "none"` has no transaction; others have. */
export type TouchContext = Omit<Context, "tx"> & { readonly tx?: Tx };

interface Row extends TouchInput {
  readonly touchId: string;
  readonly ctx: Omit<Context, "tx">;
}

const batchers = new Map<string, Batcher<Row, void>>();

function batcherOf(brandId: string): Batcher<Row, void> {
  const known = batchers.get(brandId);
  if (known) return known;
  const made = batcher<Row, void>({
    isRolledBack: isDatabaseError,
    async run(rows) {
      const [first] = rows;
      if (first) await ownTransaction(first.ctx, (ctx) => writeTouches(ctx, rows));
      return rows.map(() => undefined);
    },
  });
  batchers.set(brandId, made);
  return made;
}

/**
 * Records that a visitor met a page; answers the touch's id. Without a transaction the touches of
 * many visitors go down in one; a caller that holds one writes in it, since waiting for the batch
 * with a connection in hand would let enough of them wait for each other.
 */
export async function recordTouch(ctx: TouchContext, input: TouchInput): Promise<string> {
  const touchId = newId();
  const row: Row = { ...input, touchId, ctx };
  const { tx } = ctx;
  if (tx) await writeTouches({ ...ctx, tx }, [row]);
  else await batcherOf(ctx.brand.brandId).add(row);
  return touchId;
}

/** Touches of many moments in the caller's transaction, two statements for all; their ids. */
export async function recordTouches(
  ctx: Context,
  touches: readonly (TouchInput & { readonly at: Temporal.Instant })[],
): Promise<string[]> {
  const rows = touches.map(({ at, ...touch }) => ({
    ...touch,
    touchId: newId(),
    ctx: { ...ctx, now: at },
  }));
  await writeTouches(ctx, rows);
  return rows.map((row) => row.touchId);
}

interface Written {
  readonly touch_id: string;
  readonly member_id: string | null;
  readonly source_code_id: string | null;
  readonly channel_id: string | null;
  readonly campaign_id: string | null;
  readonly bot: boolean;
}

/** Two statements for any number of touches: the rows with what their codes say, and the events. */
async function writeTouches(ctx: Context, rows: readonly Row[]): Promise<void> {
  const given = rows.map((row) => ({
    touch_id: row.touchId,
    visitor_id: row.visitorId,
    code: row.code === null ? null : normaliseSourceCode(row.code),
    member_id: row.ctx.actor.kind === "member" ? row.ctx.actor.memberId : null,
    unit_id: row.storeId,
    page: row.page,
    touched_at: row.ctx.now.toString(),
    day: dayOf(row.ctx),
    bot: isBot(row.userAgent),
    staff: row.staff,
  }));
  const { rows: written } = await sql<Written>`
    insert into channels.touches (brand_id, touch_id, visitor_id, member_id, source_code_id,
      channel_id, campaign_id, unit_id, page, touched_at, day, bot, staff)
    select ${ctx.brand.brandId}, g.touch_id, g.visitor_id, coalesce(g.member_id, v.member_id),
      s.source_code_id, s.channel_id, s.campaign_id, g.unit_id, g.page, g.touched_at, g.day,
      g.bot, g.staff
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(touch_id uuid, visitor_id text,
      code text, member_id uuid, unit_id uuid, page text, touched_at timestamptz, day date,
      bot boolean, staff boolean)
    left join channels.source_codes s on s.brand_id = ${ctx.brand.brandId} and s.code = g.code
    left join channels.visitors v on v.brand_id = ${ctx.brand.brandId}
      and v.visitor_id = g.visitor_id
    returning touch_id, member_id, source_code_id, channel_id, campaign_id, bot`.execute(ctx.tx);
  const byId = new Map(written.map((one) => [one.touch_id, one]));
  await emitMany(ctx, "channels.touched", rows.map((row) => eventOf(row, byId.get(row.touchId))));
}

function eventOf(row: Row, touch: Written | undefined) {
  if (!touch) throw new Error("a touch went in and did not come out");
  return {
    unitId: row.storeId,
    memberId: touch.member_id,
    caller: row.ctx,
    payload: {
      touchId: row.touchId,
      visitorId: row.visitorId,
      sourceCodeId: touch.source_code_id,
      channelId: touch.channel_id,
      campaignId: touch.campaign_id,
      page: row.page,
      bot: touch.bot,
      staff: row.staff,
    },
  };
}
