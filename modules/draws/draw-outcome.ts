import { claimOffer } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import {
  amountOf, chanceOf, countGiven, type Given, hitPlace, type Odds, prizeOf,
} from "./outcome.ts";
import type { Play } from "./play-draw.ts";
import { openSeed } from "./seed.ts";
import type { DrawsTable } from "./tables.ts";
import { oddsOf, type PrizeTerms } from "./terms.ts";

/** A draw while a batch of its plays runs: moves on with each. */
export interface Table {
  readonly draw: DrawsTable;
  readonly odds: Odds;
  readonly seed: string;
  readonly given: Given[];
  number: number;
}

export function tableOf(draw: DrawsTable, given: Given[]): Table {
  if (!draw.sealed_seed) throw new Error(`draw ${draw.draw_id} has no seed`);
  const seed = openSeed(draw.sealed_seed);
  return { draw, odds: oddsOf(draw), seed, given, number: draw.plays };
}

export interface Outcome {
  readonly prizeNo: number | null;
  readonly prize: PrizeTerms | null;
  /** Of a red packet, minor units. */
  readonly amountMinor: number | null;
  readonly voucherId: string | null;
  /** What the roll hit before anybody asked what is left; null: nothing. */
  readonly hitNo: number | null;
  /** Prizes that it hit and whose vouchers their offers refused. */
  readonly unavailable: readonly { readonly prizeNo: number; readonly code: string }[];
}

/** Issues a voucher as a claim does, its offer's limits included; the refusal's code if not. */
async function issued(ctx: Context, play: Play, offerId: string) {
  const { memberId, visitorId, caller } = play;
  try {
    const input = { offerId, memberId, visitorId, storeId: null };
    return { voucherId: await claimOffer({ ...ctx, ...caller }, input), code: null };
  } catch (error) {
    if (error instanceof Refusal) return { voucherId: null, code: error.code };
    throw error;
  }
}

/** The next outcome of a draw. A voucher that cannot be issued falls by the draw's written rule. */
export async function drawOutcome(
  ctx: Context,
  table: Table,
  play: Play,
): Promise<{ playId: string; number: number; outcome: Outcome }> {
  const { draw, odds, given } = table;
  const number = table.number + 1;
  table.number = number;
  const { drawId, nonce } = play;
  const { roll, share } = chanceOf(table.seed, { drawId, number, nonce });
  const unavailable: { prizeNo: number; code: string }[] = [];
  let voucherId: string | null = null;
  let prizeNo = prizeOf(odds, given, roll);
  for (;;) {
    const prize = prizeNo === null ? null : draw.prizes[prizeNo - 1];
    if (prizeNo === null || prize?.kind !== "voucher") break;
    const got = await issued(ctx, play, prize.offerId);
    voucherId = got.voucherId;
    if (got.code === null) break;
    unavailable.push({ prizeNo, code: got.code });
    prizeNo = prizeOf(odds, given, roll, unavailable.map((one) => one.prizeNo));
  }
  const place = (prizeNo ?? 0) - 1;
  const amountMinor =
    prizeNo === null ? null : amountOf(odds.prizes[place]!, given[place]!, share);
  countGiven(given, prizeNo, amountMinor);
  const prize = prizeNo === null ? null : draw.prizes[place]!;
  const hit = hitPlace(odds, roll);
  const hitNo = hit === null ? null : hit + 1;
  const outcome = { prizeNo, prize, amountMinor, voucherId, hitNo, unavailable };
  return { playId: newId(), number, outcome };
}
