import { type Static, Type as T } from "typebox";
import { Id, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { benefitKinds } from "./tables.ts";

const closed = { additionalProperties: false };

export const BenefitSchema = T.Object(
  {
    kind: Word(...benefitKinds),
    title: Text(40),
    titleEn: Nullable(Text(80)),
    detail: Nullable(Text(200)),
    detailEn: Nullable(Text(400)),
  },
  closed,
);
export type Benefit = Static<typeof BenefitSchema>;

/** What a member below the first tier earns: the brand's rule as it is. */
export const usualPointsBps = 10_000;

const PointsBps = T.Integer({
  minimum: usualPointsBps,
  maximum: 100_000,
  description: "points of a paid order, in ten-thousandths of the brand's rule",
});

const tier = {
  name: Text(20),
  nameEn: Nullable(Text(40)),
  /** Spent within twelve months, returns taken off. */
  fromMinor: T.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
  benefits: T.Array(BenefitSchema, { maxItems: 12 }),
};

const look = Word("accent", "ink", "paper");

export const CardBody = T.Object(
  {
    name: Text(20),
    nameEn: Nullable(Text(40)),
    look,
    /** Of every member. */
    benefits: T.Array(BenefitSchema, { maxItems: 12 }),
    /** The lowest first; `tierId` of those that stay. */
    tiers: T.Array(
      T.Object({ tierId: T.Optional(Id), ...tier, pointsBps: T.Optional(PointsBps) }, closed),
      { maxItems: 8 },
    ),
  },
  closed,
);
export type CardInput = Static<typeof CardBody>;

export const TierSchema = T.Object({ tierId: Id, ...tier, pointsBps: PointsBps });

export const CardSchema = T.Object({
  name: T.String(),
  nameEn: Nullable(T.String()),
  look,
  benefits: T.Array(BenefitSchema),
  tiers: T.Array(TierSchema),
});
export type Card = Static<typeof CardSchema>;

export const StandingSchema = T.Object({
  /** Null: below the first tier, or the brand has none. */
  tierId: Nullable(Id),
  heldUntil: Nullable(T.Integer({ description: "epoch milliseconds, exclusive" })),
  /** Within twelve months, returns taken off. */
  spentMinor: Minor,
});
