import { type Static, Type as T } from "typebox";
import { type LimitCode, limitCodes, type LimitRule } from "#modules/limits/index.ts";
import { Id, Nullable, Text } from "#platform/schema.ts";
import type { Odds, OddsOfPrize } from "./outcome.ts";

const amount = T.Integer({ minimum: 1, maximum: 1_000_000_000_000 });
const closed = { additionalProperties: false } as const;

const MoneySchema = T.Union([
  T.Object({ kind: T.Literal("fixed"), minor: amount }, closed),
  T.Object(
    {
      kind: T.Literal("random"),
      minMinor: amount,
      maxMinor: amount,
      totalMinor: T.Integer({
        minimum: 1, maximum: 1_000_000_000_000, description: "what all pieces share",
      }),
    },
    closed,
  ),
]);

const shared = {
  name: Text(400),
  nameEn: T.Optional(Nullable(Text(400))),
  ppm: T.Integer({
    minimum: 0, maximum: 1_000_000, description: "probability, parts per million",
  }),
  pieces: Nullable(
    T.Integer({ minimum: 1, maximum: 10_000_000, description: "null: as many as are hit" }),
  ),
};

/** One prize; its number is its place in the list, from 1 on. */
export const PrizeSchema = T.Union([
  T.Object(
    {
      ...shared,
      kind: T.Literal("voucher"),
      offerId: Id,
      worthMinor: Nullable(
        T.Integer({
          minimum: 0, maximum: 1_000_000_000_000, description: "declared; the law's cap is on it",
        }),
      ),
    },
    closed,
  ),
  T.Object({ ...shared, kind: T.Literal("money"), money: MoneySchema }, closed),
]);
export type PrizeTerms = Static<typeof PrizeSchema>;

const oneOf = <S extends string>(words: readonly S[], description: string) =>
  T.Unsafe<S>(T.Union(words.map((one) => T.Literal(one)), { description }));

const limitOf = ["member", "phone", "device", "all"] as const;
const limitPer = ["ever", "day", "week", "month"] as const;

export const PlayLimitSchema = T.Object(
  {
    of: oneOf(limitOf, "whom it counts: everybody together, or each of them apart"),
    per: oneOf(limitPer, "a window of the brand's calendar; a week begins on Monday"),
    cap: T.Integer({ minimum: 1, maximum: 1_000_000_000, description: "how many plays" }),
  },
  closed,
);
export type PlayLimit = Static<typeof PlayLimitSchema>;

export const ruleOf = ({ of, per, cap }: PlayLimit): LimitRule => ({ of, per, cap, what: "count" });

/** Every refusal by a declared limit that a play may meet. */
export const playLimitCodes: readonly LimitCode[] = limitCodes(limitOf, ["count"]);

const localTime = Nullable(
  T.String({
    pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$",
    description: "time on the brand's clocks, YYYY-MM-DDTHH:MM",
  }),
);

/** What a draft says; everything that is missing is told before it is published. */
export const DrawTermsSchema = {
  name: Text(400),
  nameEn: T.Optional(Nullable(Text(400))),
  rules: T.String({ maxLength: 4_000 }),
  rulesEn: T.Optional(Nullable(T.String({ maxLength: 4_000 }))),
  startsLocal: T.Optional(localTime),
  endsLocal: T.Optional(localTime),
  prizes: T.Array(PrizeSchema, { maxItems: 20 }),
  limits: T.Array(PlayLimitSchema, { maxItems: 8 }),
  whenGone: oneOf(["next", "nothing"], "where a play falls whose prize has run out"),
};
const input = T.Object(DrawTermsSchema);
export type DrawTermsInput = Static<typeof input>;

const moneyOf = (prize: PrizeTerms) => (prize.kind === "money" ? prize.money : null);

/** What the outcome depends on. */
export function oddsOf(terms: {
  readonly prizes: readonly PrizeTerms[];
  readonly when_gone: "next" | "nothing";
}): Odds {
  const prizes = terms.prizes.map((prize): OddsOfPrize => {
    return { ppm: prize.ppm, pieces: prize.pieces, money: moneyOf(prize) };
  });
  return { prizes, whenGone: terms.when_gone };
}

/** The most that one piece can be worth; null: not declared. Minor units. */
export function worthOf(prize: PrizeTerms): number | null {
  if (prize.kind === "voucher") return prize.worthMinor;
  return prize.money.kind === "fixed" ? prize.money.minor : prize.money.maxMinor;
}

/** What all pieces of a red packet need; of a voucher 0. Minor units. */
export function poolOf(prize: PrizeTerms): number {
  if (prize.kind === "voucher") return 0;
  const { money, pieces } = prize;
  return money.kind === "random" ? money.totalMinor : money.minor * (pieces ?? 0);
}
