import type { Context } from "#platform/context.ts";
import { tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { oddsOf } from "./terms.ts";
import { getDrawRow } from "./queries.ts";
import type { DrawsTables } from "./tables.ts";

const rowsAtOnce = 2_000;

/** The first line of a draw's log: everything that the plays are recomputed from. */
export async function logHead(ctx: Context, drawId: string) {
  const row = await getDrawRow(ctx, drawId);
  if (row.state === "draft") throw refuse("draw_not_found");
  if (row.state !== "ended") throw refuse("draw_seed_secret");
  const { prizes, whenGone } = oddsOf(row);
  return {
    type: "bihuan.draw_log",
    version: 1,
    drawId,
    commitment: row.commitment,
    seed: row.seed,
    whenGone,
    prizes: prizes.map((prize, place) => ({ no: place + 1, ...prize })),
    plays: row.plays,
  };
}

/** Plays in their order; nothing of them names a member. */
async function playsAfter(ctx: Context, drawId: string, number: number) {
  const rows = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.plays")
    .select(["number", "nonce", "prize_no", "amount_minor", "unavailable"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", drawId)
    .where("number", ">", number)
    .orderBy("number")
    .limit(rowsAtOnce)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    nonce: row.nonce,
    prizeNo: row.prize_no,
    amountMinor: row.amount_minor,
    unavailable: row.unavailable.map((one) => one.prizeNo),
  }));
}

/** The log's lines of JSON; each page of them is read in a transaction of its own. */
export async function* logLines(ctx: Omit<Context, "tx">, head: object & { drawId: string }) {
  yield `${JSON.stringify(head)}\n`;
  for (let last = 0; ; ) {
    const plays = await ownTransaction(ctx, (own) => playsAfter(own, head.drawId, last));
    for (const play of plays) yield `${JSON.stringify(play)}\n`;
    if (plays.length < rowsAtOnce) return;
    last = plays.at(-1)!.number;
  }
}
