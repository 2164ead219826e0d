import { Type as T } from "typebox";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import { counted, quotients } from "./figures.ts";

const members = [
  ...Object.keys(counted).map((name) => [name, Nullable(T.Integer())] as const),
  ...Object.keys(quotients).map((name) => [name, Nullable(T.Number())] as const),
];

/** Counts and amounts are integers, rates are quotients; null: unknown, printed as "—". */
export const Figures = T.Object(Object.fromEntries(members), {
  description: "null: unknown or a zero denominator",
});

const asOf = T.Object({
  position: T.Integer({ description: "last event of the journal that is counted" }),
  behind: T.Integer({ description: "events not yet counted" }),
  at: Millis,
});
const label = { label: T.String(), labelEn: T.String() };
const days = { from: T.String(), to: T.String() };

export const LoopAnswer = T.Object({
  ...days,
  unitId: Id,
  groupBy: T.String(),
  figures: Figures,
  rows: T.Array(T.Object({ key: Nullable(T.String()), ...label, figures: Figures })),
  next: Nullable(T.String()),
  asOf,
});

const BossFigure = T.Object({
  figure: T.String(),
  ...label,
  unit: T.String({ description: "count, minor or ratio" }),
  value: Nullable(T.Number()),
  before: Nullable(T.Number()),
  change: Nullable(T.Number({ description: "relative to the period before" })),
  opens: T.Object({ figure: T.String(), ...days, unitId: Id }),
  unknown: T.Integer({ description: "events whose amount is not known" }),
});

const known = Nullable(T.Integer({ description: "null: not known" }));

const StoreFiguresSchema = T.Object({
  reported: Nullable(T.Integer({ description: "told by channels of the store; null: by none" })),
  visits: T.Integer({ description: "observed: one a member, store and day" }),
  visitsUndone: T.Integer({ description: "of them, all that was done there was undone" }),
  visitsValid: T.Integer(),
  visitors: T.Integer({ description: "different members" }),
  visitsPerM2: Nullable(T.Number({ description: "valid visits; null: the area is not known" })),
  assistedOrders: T.Integer({ description: "online orders after a visit there" }),
  assistedMinor: T.Integer(),
  handOvers: T.Integer(),
  bookingsServed: T.Integer(),
  redemptions: T.Integer(),
  unknownBills: T.Integer({ description: "redemptions whose bill is not known" }),
  salesMinor: known,
});

export const StoresAnswer = T.Object({
  ...days,
  unitId: Id,
  role: T.String(),
  by: T.String(),
  withinDays: T.Integer(),
  stores: T.Integer({ description: "stores of the role in sight" }),
  items: T.Array(T.Object({
    rank: T.Integer(),
    storeId: Id,
    ...label,
    city: T.String(),
    areaM2: Nullable(T.Number()),
    figures: StoreFiguresSchema,
    visitsPerM2Range: Nullable(T.Object(
      { low: T.Number(), high: T.Number() },
      { description: "where it lies with 95 % (Wilson); null: the area is not known" },
    )),
    asAbove: Nullable(T.Boolean({
      description: "true: it cannot be told apart from the one above with 95 %; null: the ranking "
        + "is not by visits, or an area is not known",
    })),
  })),
  next: Nullable(T.String()),
  asOf,
});

export const BossAnswer = T.Object({
  ...days,
  before: T.Object(days),
  figures: T.Array(BossFigure, { maxItems: 7 }),
  closings: T.Array(BossFigure, { maxItems: 3, description: "both closings and their share" }),
  experience: Nullable(
    T.Object({
      stores: T.Integer(),
      withinDays: T.Integer(),
      figures: T.Array(BossFigure, { maxItems: 3 }),
    }, { description: "stores without sales; null: there are none" }),
  ),
  asOf,
});

const three = {
  reported: Nullable(T.Integer()),
  observed: Nullable(T.Integer()),
  valid: Nullable(T.Integer()),
  gap: Nullable(T.Integer({ description: "reported minus valid" })),
};

export const TrafficAnswer = T.Object({
  ...days,
  ...three,
  exclusions: T.Array(
    T.Object({
      rule: T.String(),
      version: T.Integer(),
      count: T.Integer(),
      text: T.String(),
      textEn: T.String(),
      figure: T.String({ description: "opens the excluded events" }),
    }),
  ),
  channels: T.Array(T.Object({ key: Nullable(T.String()), ...label, ...three })),
  asOf,
});

const Labelled = Nullable(T.Object({ id: T.String(), ...label }));

export const FigureEvent = T.Object({
  position: T.Integer(),
  eventId: Id,
  kind: T.String(),
  day: T.String(),
  occurredAt: Millis,
  recordedAt: Nullable(Millis),
  unit: Labelled,
  channel: Labelled,
  sourceCode: Labelled,
  campaign: Labelled,
  offer: Labelled,
  memberId: Nullable(Id),
  visitorId: Nullable(T.String()),
  visits: Nullable(T.Integer()),
  billMinor: Nullable(T.Integer()),
  discountMinor: Nullable(T.Integer()),
  newMember: Nullable(T.Boolean()),
  undone: T.Boolean(),
  excludedRule: Nullable(T.String()),
  ruleVersion: Nullable(T.Integer()),
});

export const JobAnswer = T.Object({
  jobId: Id,
  kind: T.String(),
  state: T.String({ description: "waiting, running, done or failed" }),
  done: T.Integer(),
  total: Nullable(T.Integer()),
  result: T.Unknown(),
  createdAt: Millis,
  updatedAt: Millis,
});

export const ParkedEvent = T.Object({
  reaction: T.String(),
  eventId: Id,
  kind: Nullable(T.String()),
  position: T.Integer(),
  attempts: T.Integer(),
  lastError: T.String(),
  triedAt: Millis,
  parkedAt: Nullable(Millis),
});

export const VerifyAnswer = T.Object({
  events: T.Integer({ description: "events that fit, up to the first that does not" }),
  wrong: Nullable(T.Object({ position: T.Integer(), eventId: Id, why: T.String() })),
});
