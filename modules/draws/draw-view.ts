import { type Static, Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import type { Tries } from "./counters.ts";
import { type Given, wholeOdds } from "./outcome.ts";
import { checkCodes } from "./publish-checks.ts";
import type { DrawsTable } from "./tables.ts";
import { PlayLimitSchema, poolOf, type PrizeTerms, worthOf } from "./terms.ts";

const text = Nullable(T.String());
const words = <S extends string>(all: readonly S[], description?: string) =>
  T.Unsafe<S>(T.Union(all.map((one) => T.Literal(one)), description ? { description } : {}));

const phases = ["draft", "upcoming", "open", "stopped", "over", "ended"] as const;
export type Phase = (typeof phases)[number];

const PrizeView = T.Object({
  no: T.Integer({ description: "its place in the written order" }),
  kind: words(["voucher", "money"]),
  name: T.String(),
  nameEn: text,
  ppm: T.Integer({ description: "probability, parts per million" }),
  pieces: Nullable(T.Integer({ description: "null: as many as are hit" })),
  left: Nullable(T.Integer()),
  worthMinor: Nullable(T.Integer({ description: "the most that one piece is worth" })),
  offerId: Nullable(Id),
  money: Nullable(
    T.Object({
      kind: words(["fixed", "random"]),
      minMinor: Minor,
      maxMinor: Minor,
      totalMinor: Minor,
    }),
  ),
});

const shown = {
  drawId: Id,
  unitId: Id,
  phase: words(phases),
  name: T.String(),
  nameEn: text,
  rules: T.String(),
  rulesEn: text,
  startsAt: Nullable(Millis),
  endsAt: Nullable(T.Integer({ description: "epoch milliseconds, exclusive" })),
  prizes: T.Array(PrizeView),
  nothingPpm: T.Integer({ description: "what the prizes leave of a million: nothing" }),
  whenGone: words(["next", "nothing"]),
  limits: T.Array(PlayLimitSchema),
  commitment: Nullable(T.String({ description: "SHA-256 of the seed, from publishing on" })),
  seed: Nullable(T.String({ description: "revealed when the draw has ended" })),
  plays: T.Integer(),
};

/** A draw as a visitor sees it. */
export const OpenDrawSchema = T.Object({
  ...shown,
  triesLeft: Nullable(T.Integer({ description: "of the member who asks; null: not limited" })),
  againAt: Nullable(Millis),
});
export type OpenDraw = Static<typeof OpenDrawSchema>;

/** A draw as its operators see it. */
export const DrawSchema = T.Object({
  ...shown,
  startsLocal: Nullable(T.String({ description: "on the brand's clocks" })),
  endsLocal: Nullable(T.String()),
  publishedAt: Nullable(Millis),
  endedAt: Nullable(Millis),
  poolMinor: Minor,
  poolLeftMinor: Minor,
  checks: T.Array(
    T.Object({
      code: words(checkCodes),
      isMet: T.Boolean(),
      prizes: T.Array(T.Integer()),
    }),
    { description: "of a draft: what must be there before it is published" },
  ),
  figures: T.Object({
    wonMinor: T.Integer({ description: "red packets that stand" }),
    paidMinor: Minor,
    openMinor: T.Integer({ description: "won and not paid yet" }),
    voucherWorthMinor: T.Integer({ description: "declared worth of the vouchers given" }),
    vouchers: T.Integer(),
    packets: T.Integer(),
    recalled: T.Integer(),
    players: T.Integer(),
  }),
});
export type Draw = Static<typeof DrawSchema>;

export const DrawRowSchema = T.Object({
  drawId: Id,
  unitId: Id,
  phase: words(phases),
  name: T.String(),
  nameEn: text,
  startsAt: Nullable(Millis),
  endsAt: Nullable(Millis),
  prizes: T.Integer(),
  plays: T.Integer(),
  poolMinor: Minor,
  poolLeftMinor: Minor,
});

export function phaseOf(
  { state, starts_at: from, ends_at: to }: DrawsTable,
  { now, isStopped }: { readonly now: Temporal.Instant; readonly isStopped: boolean },
): Phase {
  if (state !== "published" || !from || !to) return state === "ended" ? "ended" : "draft";
  if (Temporal.Instant.compare(now, to) >= 0) return "over";
  if (isStopped) return "stopped";
  return Temporal.Instant.compare(now, from) < 0 ? "upcoming" : "open";
}

function prizeView(prize: PrizeTerms, no: number, given: Given | undefined) {
  const { kind, name, nameEn = null, ppm, pieces } = prize;
  const left = pieces === null ? null : Math.max(0, pieces - (given?.pieces ?? 0));
  const base = { no, kind, name, nameEn, ppm, pieces, left, worthMinor: worthOf(prize) };
  if (prize.kind === "voucher") return { ...base, offerId: prize.offerId, money: null };
  const { money } = prize;
  const [minMinor, maxMinor] =
    money.kind === "fixed" ? [money.minor, money.minor] : [money.minMinor, money.maxMinor];
  const totalMinor = poolOf(prize);
  return { ...base, offerId: null, money: { kind: money.kind, minMinor, maxMinor, totalMinor } };
}

interface Around {
  readonly given: readonly Given[];
  readonly isStopped: boolean;
}

export function shownView(ctx: Pick<Context, "now">, row: DrawsTable, around: Around) {
  const { given, isStopped } = around;
  return {
    drawId: row.draw_id,
    unitId: row.unit_id,
    phase: phaseOf(row, { now: ctx.now, isStopped }),
    name: row.name,
    nameEn: row.name_en,
    rules: row.rules,
    rulesEn: row.rules_en,
    startsAt: row.starts_at?.epochMilliseconds ?? null,
    endsAt: row.ends_at?.epochMilliseconds ?? null,
    prizes: row.prizes.map((prize, place) => prizeView(prize, place + 1, given[place])),
    nothingPpm: wholeOdds - row.prizes.reduce((sum, { ppm }) => sum + ppm, 0),
    whenGone: row.when_gone,
    limits: [...row.limits],
    commitment: row.commitment,
    seed: row.seed,
    plays: row.plays,
  };
}

export const openView = (
  ctx: Pick<Context, "now">,
  row: DrawsTable,
  { tries, ...around }: Around & { readonly tries: Tries },
): OpenDraw => ({
  ...shownView(ctx, row, around),
  triesLeft: tries.left,
  againAt: tries.againAt,
});
