import { sql } from "kysely";
import { take, type Take } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { emitMany } from "#platform/journal.ts";
import { winTakes } from "./counters.ts";
import { winPackets } from "./money.ts";
import type { Played } from "./play-draw.ts";

interface Counted extends Played {
  /** What its prize took. */
  readonly won: readonly Take[];
}

function countedOf(played: Played): Counted {
  const { prizeNo: no, prize, amountMinor } = played.outcome;
  const won = no === null || !prize
    ? []
    : winTakes(played.draw.draw_id, { no, prize, amountMinor });
  return { ...played, won };
}

/**
 * Pieces and amounts as counters of module limits: the second guard behind the outcome, which never
 * reaches them. Of a draw's two counters the narrower comes first; the draw's row is held.
 */
async function takePrizes(ctx: Context, counted: readonly Counted[]): Promise<void> {
  const sums = new Map<string, { key: string; cap: number; amount: number }>();
  for (const { key, cap, amount } of counted.flatMap((one) => one.won)) {
    sums.set(key, { key, cap, amount: (sums.get(key)?.amount ?? 0) + amount });
  }
  try {
    await take(ctx, [...sums.values()].sort((a, b) => (a.key < b.key ? -1 : 1)));
  } catch (error) {
    if (error instanceof Refusal) throw new Error("a draw gave more than it has");
    throw error;
  }
}

async function writeLog(ctx: Context, counted: readonly Counted[]): Promise<void> {
  const rows = counted.map(({ play, playId, number, outcome, takes, won }) => ({
    draw_id: play.drawId,
    number,
    play_id: playId,
    member_id: play.memberId,
    nonce: play.nonce,
    prize_no: outcome.prizeNo,
    amount_minor: outcome.amountMinor,
    unavailable: outcome.unavailable,
    taken: [...takes, ...won].map(({ key, amount }) => ({ key, amount })),
    played_at: play.caller.now.toString(),
    kind: outcome.prize?.kind ?? null,
    voucher_id: outcome.voucherId,
  }));
  await sql`
    with r as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(draw_id uuid,
        number int, play_id uuid, member_id uuid, nonce text, prize_no int, amount_minor bigint,
        unavailable jsonb, taken jsonb, played_at timestamptz, kind text, voucher_id uuid)),
    p as (
      insert into draws.plays (brand_id, draw_id, number, play_id, member_id, nonce, prize_no,
        amount_minor, unavailable, taken, played_at)
      select ${ctx.brand.brandId}::uuid, draw_id, number, play_id, member_id, nonce, prize_no,
        amount_minor, unavailable, taken, played_at from r),
    d as (
      update draws.draws d set plays = l.last
      from (select draw_id, max(number) as last from r group by draw_id) l
      where d.brand_id = ${ctx.brand.brandId} and d.draw_id = l.draw_id)
    insert into draws.wins (brand_id, play_id, draw_id, member_id, prize_no, kind, amount_minor,
      voucher_id, won_at)
    select ${ctx.brand.brandId}::uuid, play_id, draw_id, member_id, prize_no, kind, amount_minor,
      voucher_id, played_at from r where prize_no is not null`.execute(ctx.tx);
}

function eventOf({ play, draw, playId, number, outcome }: Played) {
  const { prizeNo, amountMinor, voucherId } = outcome;
  return {
    unitId: draw.unit_id,
    memberId: play.memberId,
    caller: play.caller,
    payload: { drawId: draw.draw_id, playId, number, prizeNo, amountMinor, voucherId },
  };
}

/** Writes plays with their wins, counters, postings and events; the draws' rows are held. */
export async function writePlays(ctx: Context, played: readonly Played[]): Promise<void> {
  if (played.length === 0) return;
  const counted = played.map(countedOf);
  await takePrizes(ctx, counted);
  await writeLog(ctx, counted);
  await winPackets(ctx, counted.flatMap(({ playId, play, outcome }) => {
    const { drawId, memberId } = play;
    const { amountMinor } = outcome;
    return amountMinor === null ? [] : [{ playId, drawId, memberId, amountMinor }];
  }));
  await emitMany(ctx, "draws.draw_played", counted.map(eventOf));
}
