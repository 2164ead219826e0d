import { Type as T } from "typebox";
import { Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";

export const OriginShape = T.Union([T.Literal("own"), T.Literal("joint"), T.Literal("partner")]);
export const FunctionShape = T.Union([
  T.Literal("consult"),
  T.Literal("promote"),
  T.Literal("sell"),
]);
export const PurposeShape = T.Union([
  T.Literal("acquire"),
  T.Literal("retain"),
  T.Literal("serve"),
]);
export const StateShape = T.Union([
  T.Literal("active"),
  T.Literal("banned"),
  T.Literal("closed"),
]);
export const KindShape = T.Union([
  T.Literal("poster"),
  T.Literal("badge"),
  T.Literal("link"),
  T.Literal("receipt"),
]);
export const TargetShape = T.Union([T.Literal("store"), T.Literal("offer"), T.Literal("brand")]);

/** "YYYY-MM" */
export const Month = T.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])$" });

export const ChannelShape = T.Object({
  channelId: Id,
  name: T.String(),
  nameEn: Nullable(T.String()),
  origin: OriginShape,
  function: FunctionShape,
  purpose: PurposeShape,
  unitId: Id,
  externalCode: Nullable(T.String()),
  state: StateShape,
  createdAt: Millis,
  bannedAt: Nullable(Millis),
  codes: T.Integer({ description: "source codes in use" }),
  lastActivityAt: Nullable(Millis),
  idle: T.Boolean({ description: "active, and no touch for 30 days" }),
  costMinor: Minor,
});

const code = {
  sourceCodeId: Id,
  code: T.String(),
  kind: KindShape,
  channelId: Id,
  unitId: Id,
  target: TargetShape,
  offerId: Nullable(Id),
  campaignId: Nullable(Id),
  staffId: Nullable(Id),
  name: T.String(),
  createdAt: Millis,
  retiredAt: Nullable(Millis),
  successorId: Nullable(Id),
  url: T.String({ description: "what its QR code opens" }),
};
export const CodeShape = T.Object(code);
export const ListedCodeShape = T.Object({
  ...code,
  channelName: T.String(),
  channelNameEn: Nullable(T.String()),
  touches: T.Integer(),
});

export const AffectedShape = T.Object({
  codes: T.Array(CodeShape),
  offerIds: T.Array(Id),
  campaignIds: T.Array(Id),
  visitors: T.Integer(),
  members: T.Integer(),
});

export const CostShape = T.Object({ month: Month, costMinor: Minor });

const ruleName = T.Union([
  T.Literal("bot"),
  T.Literal("staff"),
  T.Literal("not_engaged"),
  T.Literal("repeat"),
]);
export const RuleShape = T.Object({
  rule: ruleName,
  version: T.Integer(),
  zh: T.String(),
  en: T.String(),
});
export const ExclusionShape = T.Union([...ruleName.anyOf, T.Literal("none")]);

export const TouchShape = T.Object({
  touchId: Id,
  touchedAt: Millis,
  page: T.String(),
  unitId: Nullable(Id),
  channelId: Nullable(Id),
  sourceCodeId: Nullable(Id),
  engagedHow: Nullable(T.Union([T.Literal("visible"), T.Literal("acted")])),
  rule: Nullable(ruleName),
  ruleVersion: Nullable(T.Integer()),
});

export const newChannelBody = T.Object(
  {
    name: Text(120),
    nameEn: T.Optional(Nullable(Text(120))),
    origin: OriginShape,
    function: FunctionShape,
    purpose: PurposeShape,
    unitId: Id,
    externalCode: T.Optional(Nullable(Text(64))),
  },
  { additionalProperties: false },
);

export const channelChangeBody = T.Object(
  {
    name: T.Optional(Text(120)),
    nameEn: T.Optional(Nullable(Text(120))),
    origin: T.Optional(OriginShape),
    function: T.Optional(FunctionShape),
    purpose: T.Optional(PurposeShape),
    unitId: T.Optional(Id),
    state: T.Optional(T.Union([T.Literal("active"), T.Literal("closed")])),
  },
  { additionalProperties: false },
);

export const newCodeBody = T.Object(
  {
    kind: KindShape,
    channelId: Id,
    unitId: Id,
    target: TargetShape,
    offerId: T.Optional(Nullable(Id)),
    campaignId: T.Optional(Nullable(Id)),
    staffId: T.Optional(Nullable(Id)),
    name: Text(120),
  },
  { additionalProperties: false },
);

export const codeChangeBody = T.Object(
  {
    channelId: T.Optional(Id),
    target: T.Optional(TargetShape),
    offerId: T.Optional(Nullable(Id)),
    campaignId: T.Optional(Nullable(Id)),
    staffId: T.Optional(Nullable(Id)),
    name: T.Optional(Text(120)),
  },
  { additionalProperties: false },
);
