import { type Static, Type as T } from "typebox";
import { phoneHashes } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { type Tries, triesOf } from "./counters.ts";
import type { Played } from "./play-draw.ts";

const words = <S extends string>(all: readonly S[], description: string) =>
  T.Unsafe<S>(T.Union(all.map((one) => T.Literal(one)), { description }));

/** What came of one play, why, and what to do next. */
export const PlayResultSchema = T.Object({
  playId: Id,
  drawId: Id,
  number: T.Integer({ description: "its place in the draw's log" }),
  nonce: T.String(),
  prizeNo: Nullable(T.Integer()),
  kind: Nullable(words(["voucher", "money"], "of the prize")),
  name: Nullable(T.String()),
  nameEn: Nullable(T.String()),
  amountMinor: Nullable(Minor),
  voucherId: Nullable(Id),
  hitNo: Nullable(T.Integer({ description: "what the roll hit before it was asked what is left" })),
  reason: words(
    ["won", "won_next", "gone", "refused", "nothing"],
    "won_next: the prize that was hit had run out; gone: it had, and nothing stands behind it; "
      + "refused: the offer's own limits kept its voucher back",
  ),
  next: words(["voucher", "balance", "again", "later", "offers"], "what the member can do"),
  triesLeft: Nullable(T.Integer({ description: "null: not limited" })),
  againAt: Nullable(Millis),
});
type PlayResult = Static<typeof PlayResultSchema>;

function reasonOf({ prizeNo, hitNo, unavailable }: Played["outcome"]): PlayResult["reason"] {
  if (prizeNo !== null) return prizeNo === hitNo ? "won" : "won_next";
  if (hitNo === null) return "nothing";
  return unavailable.length > 0 ? "refused" : "gone";
}

function nextOf({ prize }: Played["outcome"], tries: Tries): PlayResult["next"] {
  if (prize) return prize.kind === "voucher" ? "voucher" : "balance";
  if (tries.left === null || tries.left > 0) return "again";
  return tries.againAt === null ? "offers" : "later";
}

function viewOf({ play, playId, number, outcome }: Played, tries: Tries): PlayResult {
  const { prizeNo, prize, amountMinor, voucherId, hitNo } = outcome;
  return {
    playId,
    drawId: play.drawId,
    number,
    nonce: play.nonce,
    prizeNo,
    kind: prize?.kind ?? null,
    name: prize?.name ?? null,
    nameEn: prize?.nameEn ?? null,
    amountMinor,
    voucherId,
    hitNo,
    reason: reasonOf(outcome),
    next: nextOf(outcome, tries),
    triesLeft: tries.left,
    againAt: tries.againAt,
  };
}

/** The answers of plays that were just written, by their ids. */
export async function resultViews(
  ctx: Context,
  played: readonly Played[],
): Promise<Map<string, PlayResult>> {
  const phones = await phoneHashes(ctx, played.map(({ play }) => play.memberId));
  const tries = await triesOf(ctx, played.map(({ play, draw }) => ({
    asker: { brand: ctx.brand, now: play.caller.now },
    draw,
    subject: {
      member: play.memberId,
      phone: phones.get(play.memberId) ?? null,
      device: play.visitorId,
    },
  })));
  return new Map(played.map((one, place) => [one.playId, viewOf(one, tries[place]!)]));
}
