import { Type as T } from "typebox";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";

const text = Nullable(T.String());
const unknownMinor = (what: string) =>
  Nullable(T.Integer({ description: `${what}, minor units; null: unknown` }));

export const SharesSchema = Nullable(
  T.Array(T.Object({ party: T.String(), amountMinor: Minor })),
);

export const ShowSchema = T.Object({
  codeId: Id,
  link: T.String({ description: "for the QR; the token is after #" }),
  spoken: T.String({ description: "12 digits to read out, shown as 4-4-4" }),
  shownUntil: Millis,
  acceptedUntil: Millis,
  spokenUntil: Millis,
});

export const ShownSchema = T.Object({
  state: T.String({ description: "open | spent | expired" }),
  redemption: T.Optional(
    T.Object({
      redemptionId: Id,
      storeName: text,
      storeNameEn: text,
      at: Millis,
      billMinor: unknownMinor("the bill"),
      discountMinor: unknownMinor("the discount"),
      payableMinor: unknownMinor("what is left to pay"),
    }),
  ),
});

export const PrepareBody = T.Object(
  {
    code: T.Optional(T.String({ minLength: 1, maxLength: 2048 })),
    right: T.Optional(
      T.Object({ kind: T.String({ maxLength: 40 }), id: Id }, { additionalProperties: false }),
    ),
    storeId: Nullable(Id),
    deviceId: T.Optional(T.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
);

export const PrepareSchema = T.Object({
  prepareToken: T.String({ description: "for the commit; five minutes" }),
  right: T.Object({
    kind: T.String(),
    id: Id,
    offerId: Nullable(Id),
    title: T.String(),
    titleEn: text,
    description: text,
    descriptionEn: text,
    benefit: T.Object({
      kind: T.String({ description: "amount_off | … | pickup | stamps | entitlement" }),
      amountMinor: Nullable(Minor),
      bps: Nullable(T.Integer()),
      capMinor: Nullable(Minor),
      label: text,
      payMinor: Nullable(Minor),
      thresholdMinor: Nullable(Minor),
    }),
  }),
  member: Nullable(T.Object({ masked: T.String(), nameMasked: text })),
  validFrom: Millis,
  validUntil: T.Integer({ description: "epoch milliseconds, exclusive" }),
  usesLeft: T.Integer(),
  usesTotal: T.Integer(),
  needsBill: T.Boolean({ description: "the commit refuses without the bill's total" }),
  asksBill: T.Boolean({ description: "not needed, but it makes the discount known" }),
  allowed: T.Boolean(),
  refusal: Nullable(
    T.Object({
      code: T.String(),
      title: T.String(),
      next: T.String(),
      params: T.Record(T.String(), T.Unknown()),
    }),
  ),
});

export const CommitBody = T.Object(
  {
    prepareToken: T.String({ minLength: 1, maxLength: 2000 }),
    billMinor: Nullable(T.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
    deviceId: T.Optional(T.String({ minLength: 1, maxLength: 64 })),
    permanentKey: T.Optional(T.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);

export const CommitSchema = T.Object({
  redemptionId: Id,
  title: T.String(),
  titleEn: text,
  billMinor: unknownMinor("the bill"),
  discountMinor: unknownMinor("the discount"),
  payableMinor: unknownMinor("what is left to pay"),
  shares: SharesSchema,
  at: Millis,
  storeId: Nullable(Id),
  storeName: text,
  storeNameEn: text,
  undoUntil: Nullable(Millis),
});

export const ListedSchema = T.Object({
  redemptionId: Id,
  rightKind: T.String(),
  rightId: Id,
  offerId: Nullable(Id),
  title: T.String(),
  titleEn: text,
  memberMasked: text,
  storeId: Nullable(Id),
  storeName: text,
  storeNameEn: text,
  at: Millis,
  billMinor: unknownMinor("the bill"),
  discountMinor: unknownMinor("the discount"),
  payableMinor: unknownMinor("what is left to pay"),
  shares: SharesSchema,
  deviceId: text,
  undoneAt: Nullable(Millis),
  undoReason: text,
  undoUntil: Nullable(T.Integer({ description: "the caller may undo it until then; null: no" })),
});
