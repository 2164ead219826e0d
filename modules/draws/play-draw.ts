import {
  giveBack, stopsAmong, type StopTarget, type Take, takeMany,
} from "#modules/limits/index.ts";
import { phoneHashes } from "#modules/members/index.ts";
import { stoppedAround } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import type { BatchCaller } from "#platform/route.ts";
import { clockText } from "#platform/time.ts";
import { givenOf, playTakes } from "./counters.ts";
import { drawOutcome, type Outcome, type Table, tableOf } from "./draw-outcome.ts";
import { lockDraws } from "./locks.ts";
import { allGone } from "./outcome.ts";
import type { DrawsTable } from "./tables.ts";
import { writePlays } from "./write-plays.ts";

/** One play: who, of which draw, with which part in the chance. */
export interface Play {
  readonly drawId: string;
  readonly memberId: string;
  readonly nonce: string;
  readonly visitorId: string | null;
  readonly caller: Pick<BatchCaller, "actor" | "now" | "recordedAt" | "requestId" | "lang">;
}

export interface Played {
  readonly play: Play;
  readonly draw: DrawsTable;
  readonly playId: string;
  readonly number: number;
  readonly outcome: Outcome;
  /** What it took from the declared limits. */
  readonly takes: readonly Take[];
}

/** Refuses what the draw itself forbids at the moment of the play. */
function checkOpen(ctx: Context, play: Play, draw: DrawsTable | undefined): DrawsTable {
  const { now } = play.caller;
  const { starts_at: from, ends_at: to } = draw ?? {};
  if (!draw || draw.state === "draft" || !from || !to) throw refuse("draw_not_found");
  if (Temporal.Instant.compare(now, from) < 0) {
    const fromAt = from.epochMilliseconds;
    throw refuse("draw_not_started", { from: clockText(ctx, from), fromAt });
  }
  if (draw.state === "ended" || Temporal.Instant.compare(now, to) >= 0) throw refuse("draw_over");
  return draw;
}

interface Ready {
  readonly place: number;
  readonly play: Play;
  readonly draw: DrawsTable;
}

type Result = Played | Refusal;
type Results = (Result | null)[];

const signOf = (drawId: string): StopTarget => ({ kind: "draw", targetId: drawId });

/** Locks the draws of the batch and leaves out what may not be played now. */
async function openPlays(ctx: Context, plays: readonly Play[], results: Results) {
  const drawIds = plays.map((play) => play.drawId);
  const draws = await lockDraws(ctx, drawIds);
  const isStopped = await stopsAmong(ctx, drawIds.map(signOf));
  const around = await stoppedAround(ctx, plays.map(({ drawId, memberId, caller }) => {
    const draw = draws.get(drawId);
    const offerIds = (draw?.prizes ?? []).flatMap((prize) =>
      (prize.kind === "voucher" ? [prize.offerId] : []));
    const unitIds = [draw?.unit_id ?? null];
    return { memberId, touchId: null, unitIds, offerIds, now: caller.now };
  }));
  return plays.flatMap((play, place): Ready[] => {
    try {
      const draw = checkOpen(ctx, play, draws.get(play.drawId));
      if (isStopped(signOf(play.drawId))) throw refuse("stopped");
      const stoppedBeside = around[place];
      if (stoppedBeside) throw stoppedBeside;
      return [{ place, play, draw }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      results[place] = error;
      return [];
    }
  });
}

async function takesOf(ctx: Context, ready: readonly Ready[]): Promise<Take[][]> {
  const counted = ready.filter(({ draw }) => draw.limits.some(({ of }) => of === "phone"));
  const phones = await phoneHashes(ctx, counted.map(({ play }) => play.memberId));
  return ready.map(({ play, draw }) =>
    playTakes({ brand: ctx.brand, now: play.caller.now }, draw, {
      member: play.memberId,
      phone: phones.get(play.memberId) ?? null,
      device: play.visitorId,
    }));
}

async function tablesFor(ctx: Context, ready: readonly Ready[]): Promise<Map<string, Table>> {
  const draws = [...new Map(ready.map(({ draw }) => [draw.draw_id, draw])).values()];
  const given = await givenOf(ctx, draws);
  return new Map(draws.map((draw) => [draw.draw_id, tableOf(draw, given.get(draw.draw_id) ?? [])]));
}

/** What was taken for plays that found nothing left goes back at once. */
async function giveBackTries(ctx: Context, takes: readonly Take[]): Promise<void> {
  const sums = new Map<string, number>();
  for (const { key, amount } of takes) sums.set(key, (sums.get(key) ?? 0) + amount);
  await giveBack(ctx, [...sums].map(([key, amount]) => ({ key, amount })));
}

/**
 * Plays in their order of arrival, one after another behind the rows of their draws: limits first,
 * then the outcome by seed, number and nonce, then the prize. Answers each play or its refusal,
 * which has changed nothing.
 */
export async function playMany(ctx: Context, plays: readonly Play[]): Promise<Result[]> {
  const results: Results = plays.map(() => null);
  const ready = await openPlays(ctx, plays, results);
  const takes = await takesOf(ctx, ready);
  const refusals = await takeMany(ctx, takes);
  const tables = await tablesFor(ctx, ready);
  const unused: Take[] = [];
  const played: Played[] = [];
  for (const [index, { place, play, draw }] of ready.entries()) {
    const own = takes[index] ?? [];
    const table = tables.get(draw.draw_id)!;
    if (allGone(table.odds, table.given)) {
      // Asked before the limits: one may be full only by tries of this batch that go back.
      if (!refusals[index]) unused.push(...own);
      results[place] = refuse("draw_all_gone");
    } else if (refusals[index]) {
      results[place] = refusals[index];
    } else {
      const one = { play, draw, takes: own, ...(await drawOutcome(ctx, table, play)) };
      played.push(one);
      results[place] = one;
    }
  }
  await giveBackTries(ctx, unused);
  await writePlays(ctx, played);
  return results.map((result) => {
    if (result === null) throw new Error("a play went in and no answer came out");
    return result;
  });
}
