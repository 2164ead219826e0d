import { Type as T } from "typebox";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";

export const PurposeShape = T.Union([
  T.Literal("necessary"),
  T.Literal("marketing"),
  T.Literal("profiling"),
  T.Literal("location"),
]);

export const ConsentChoiceShape = T.Object(
  { purpose: PurposeShape, version: Text(40), given: T.Boolean() },
  { additionalProperties: false },
);

export const ConsentShape = T.Object({
  purpose: PurposeShape,
  version: T.String(),
  given: T.Boolean(),
  givenAt: Nullable(Millis),
  withdrawnAt: Nullable(Millis),
});

/** As a browser's cookie carries it. */
export const VisitorId = T.String({ pattern: "^[A-Za-z0-9_-]{8,64}$" });

export const MeShape = T.Object({
  memberId: Id,
  phoneMasked: T.String(),
  name: Nullable(T.String()),
  joinedAt: Millis,
  consents: T.Array(ConsentShape),
});

export const ExportShape = T.Object({
  format: T.String(),
  madeAt: Millis,
  brand: T.String(),
  member: T.Object({
    memberId: Id,
    phone: Nullable(T.String()),
    externalId: Nullable(T.String()),
    name: Nullable(T.String()),
    household: Nullable(T.String()),
    joinedAt: Nullable(Millis),
  }),
  consents: T.Array(
    T.Object({
      purpose: PurposeShape,
      version: T.String(),
      givenAt: Nullable(Millis),
      withdrawnAt: Nullable(Millis),
    }),
  ),
  sessions: T.Array(T.Object({ createdAt: Nullable(Millis), expiresAt: Nullable(Millis) })),
  parts: T.Record(T.String(), T.Unknown()),
  events: T.Array(
    T.Object({
      kind: T.String(),
      at: Nullable(Millis),
      payload: T.Record(T.String(), T.Unknown()),
    }),
  ),
});

/** A member as staff see one: masked, always. */
export const MemberShape = T.Object({
  memberId: Id,
  masked: T.String(),
  nameMasked: Nullable(T.String()),
  household: Nullable(T.String({ description: "members of one code live together" })),
  joinedAt: Millis,
  erased: T.Boolean(),
});
