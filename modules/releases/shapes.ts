import { type Static, Type as T } from "typebox";
import { OpenOfferSchema } from "#modules/promotions/index.ts";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";

const text = Nullable(T.String());
const one = <V extends string>(...words: V[]) =>
  T.Unsafe<V>(T.Union(words.map((word) => T.Literal(word))));

export const ModeSchema = one("rush", "lottery");
export const KindSchema = one("slots", "numbers");
export const GateSchema = one("none", "work", "slider");
export const StateSchema = one(
  "draft", "announced", "open", "closed", "settled", "cancelled",
);
export const EntryStateSchema = one(
  "queued", "held", "won", "waiting", "expired", "given_up", "lost", "cancelled",
);
/** Why an entry stands as it does; null while it is queued or held. */
const ReasonSchema = one(
  "confirmed", "not_drawn", "on_list", "sold_out", "no_unit_came_back", "not_confirmed",
  "gave_up", "cancelled", "at_limit",
);
const NextStepSchema = one(
  "wait", "confirm", "wallet", "wait_list", "other_slot", "next_release", "other_store",
  "ordinary_price",
);

export const maxSlots = 24;
export const maxNumbers = 200;

/** A draft as it is saved; `slots` for kind slots, `numbers` for kind numbers. */
export const draftBody = {
  offerId: Id,
  name: Text(200),
  nameEn: T.Optional(Nullable(Text(200))),
  mode: ModeSchema,
  kind: KindSchema,
  warmUpAt: T.Integer({ description: "announced from: epoch milliseconds" }),
  holdSeconds: T.Integer({ minimum: 60, maximum: 604_800 }),
  gate: GateSchema,
  slots: T.Optional(T.Array(
    T.Object({
      startsAt: Millis,
      endsAt: T.Integer({ description: "epoch milliseconds, exclusive" }),
      stock: T.Integer({ minimum: 1, maximum: 1_000_000 }),
    }, { additionalProperties: false }),
    { maxItems: maxSlots },
  )),
  numbers: T.Optional(T.Object({
    startsAt: Millis,
    endsAt: T.Integer({ description: "epoch milliseconds, exclusive" }),
    items: T.Array(T.String({ pattern: "^[0-9A-Za-z-]{1,20}$" }), { maxItems: maxNumbers }),
  }, { additionalProperties: false })),
};
export const DraftBody = T.Object(draftBody, { additionalProperties: false });
export const CreateBody = T.Object({ unitId: Id, ...draftBody }, { additionalProperties: false });
export type DraftInput = Static<typeof DraftBody>;

const OddsSchema = T.Object({
  stock: T.Integer({ description: "units that can be won" }),
  people: T.Integer({ description: "who would be drawn among now" }),
  chanceBps: Nullable(T.Integer({
    description: "ten-thousandths: stock / people, at most 10,000; null: nobody is there yet",
  })),
});

export const SlotSchema = T.Object({
  slotId: Id,
  number: Nullable(T.String({ description: "of a release of numbers" })),
  startsAt: Millis,
  endsAt: T.Integer({ description: "epoch milliseconds, exclusive" }),
  stock: T.Integer(),
  left: T.Integer({ description: "neither held nor confirmed" }),
  state: one("before", "open", "sold_out", "over", "settled"),
  queued: T.Integer({ description: "in the waiting room, or in the lottery" }),
  waiting: T.Integer({ description: "on the wait-list" }),
  odds: OddsSchema,
  commitment: Nullable(T.String({ description: "SHA-256 of the seed, hexadecimal" })),
  seed: Nullable(T.String({ description: "hexadecimal; null before the draw" })),
  drawnAt: Nullable(Millis),
});

const shared = {
  releaseId: Id,
  unitId: Id,
  offerId: Id,
  name: T.String(),
  nameEn: text,
  mode: ModeSchema,
  kind: KindSchema,
  gate: GateSchema,
  state: StateSchema,
  stopped: T.Boolean({ description: "a stop sign stands before it" }),
  warmUpAt: Millis,
  startsAt: T.Integer({ description: "of the first slot" }),
  endsAt: T.Integer({ description: "of the last slot, exclusive" }),
  holdSeconds: T.Integer({ description: "in which a winner confirms" }),
  lastHoldAt: T.Integer({ description: "no unit is passed on from then on" }),
  stock: T.Integer({ description: "of all slots" }),
  cancelReason: text,
};

/** A release as everybody sees it from its warm-up on. */
export const OpenReleaseSchema = T.Object({
  ...shared,
  offer: Nullable(OpenOfferSchema),
  slots: T.Array(SlotSchema),
  lossWithinSeconds: T.Integer({
    description: "a loss told from memory is written within this time; a crash may lose those",
  }),
  serverAt: Millis,
});
export type OpenRelease = Static<typeof OpenReleaseSchema>;

export const OpenReleaseItemSchema = T.Object({
  ...shared,
  left: T.Integer(),
  offerTitle: text,
  offerTitleEn: text,
  serverAt: Millis,
});

export const EntrySchema = T.Object({
  entryId: Id,
  releaseId: Id,
  slotId: Id,
  number: text,
  state: EntryStateSchema,
  reason: Nullable(ReasonSchema),
  limit: Nullable(T.Object(
    { code: T.String(), title: T.String(), next: T.String() },
    { description: "of the offer; it stood against this member when their turn came" },
  )),
  nextSteps: T.Array(NextStepSchema),
  place: Nullable(T.Integer({ description: "1 is first; null before the draw" })),
  ahead: Nullable(T.Integer({ description: "on the wait-list before this one" })),
  people: T.Integer({ description: "who entered this slot" }),
  holdEndsAt: Nullable(T.Integer({ description: "confirm before; epoch milliseconds" })),
  voucherId: Nullable(Id),
  enteredAt: Millis,
  serverAt: Millis,
});
export type EntryView = Static<typeof EntrySchema>;

export const MineSchema = T.Object({
  entries: T.Array(EntrySchema),
  lost: Nullable(T.Object({
    slotId: Id,
    lostAt: Millis,
    reason: T.Literal("sold_out"),
    nextSteps: T.Array(NextStepSchema),
  })),
  serverAt: Millis,
});

export const GateAnswer = T.Object(
  {
    token: T.String({ maxLength: 2_000 }),
    answer: T.String({ maxLength: 40, description: "work: the found text; slider: the position" }),
  },
  { additionalProperties: false },
);
export type GateInput = Static<typeof GateAnswer>;

export const ChallengeSchema = T.Object({
  kind: one("work", "slider"),
  token: T.String(),
  difficulty: Nullable(T.Integer({
    description: "work: leading zero bits of SHA-256(token + ':' + answer)",
  })),
  picture: Nullable(T.String({ description: "slider: an SVG of width × height with the gap" })),
  width: Nullable(T.Integer()),
  height: Nullable(T.Integer()),
  pieceY: Nullable(T.Integer()),
  pieceSize: Nullable(T.Integer()),
  expiresAt: Millis,
});

export const EnterBody = T.Object(
  {
    storeId: T.Optional(Nullable(Id)),
    touchId: T.Optional(Nullable(Id)),
    gate: T.Optional(Nullable(GateAnswer)),
  },
  { additionalProperties: false },
);
export type EnterInput = Static<typeof EnterBody>;

export const DrawSchema = T.Object({
  releaseId: Id,
  slotId: Id,
  mode: ModeSchema,
  stock: T.Integer(),
  commitment: T.String(),
  seed: Nullable(T.String({ description: "null before the draw" })),
  digest: Nullable(T.String({ description: "SHA-256 of all drawn entry ids in ascending order" })),
  drawnAt: Nullable(Millis),
  entries: Nullable(T.Integer({ description: "how many were drawn" })),
  items: T.Array(T.Object({ place: T.Integer(), entryId: Id })),
  next: text,
});

const ShareSchema = {
  losers: T.Integer({ description: "members who lost within 90 days" }),
  repeaters: T.Integer({ description: "of these, who lost twice or more" }),
  shareBps: T.Integer({ description: "ten-thousandths" }),
  limitBps: T.Integer(),
};

export const ModerationSchema = T.Object({
  ...ShareSchema,
  needsAcknowledgement: T.Boolean(),
  acknowledged: Nullable(T.Object({
    staffName: text,
    at: Millis,
    shareBps: T.Integer({ description: "at that time" }),
    limitBps: T.Integer(),
  })),
});

export const FiguresSchema = T.Object({
  entered: T.Integer(),
  queued: T.Integer(),
  held: T.Integer(),
  confirmed: T.Integer(),
  waiting: T.Integer(),
  expired: T.Integer({ description: "holds that nobody confirmed" }),
  givenUp: T.Integer(),
  lost: T.Integer({ description: "members: one row for each" }),
});

export const ListedSchema = T.Object({
  ...shared,
  offerTitle: text,
  offerTitleEn: text,
  createdAt: Millis,
});

export const StaffReleaseSchema = T.Object({
  ...shared,
  offerTitle: text,
  offerTitleEn: text,
  slots: T.Array(SlotSchema),
  figures: FiguresSchema,
  moderation: ModerationSchema,
  createdAt: Millis,
  announcedAt: Nullable(Millis),
  serverAt: Millis,
});

export const StaffEntrySchema = T.Object({
  entryId: Id,
  slotId: Id,
  memberId: Id,
  phoneMasked: T.String(),
  state: EntryStateSchema,
  reason: Nullable(ReasonSchema),
  place: Nullable(T.Integer()),
  enteredAt: Millis,
  holdEndsAt: Nullable(Millis),
  voucherId: Nullable(Id),
});

export const RulesSchema = T.Object({
  repeatLimitBps: T.Integer({ minimum: 0, maximum: 10_000 }),
});

