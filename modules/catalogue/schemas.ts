import { Type as T } from "typebox";
import { Id, Nullable, Text } from "#platform/schema.ts";

const closed = { additionalProperties: false };

export const KindSchema = T.Union([
  T.Literal("goods"), T.Literal("service"), T.Literal("business"),
]);
export const HandlingSchema = T.Union([
  T.Literal("online"), T.Literal("store_only"), T.Literal("apply_online"),
  T.Literal("print_in_store"),
]);
export const PhaseSchema = T.Union([
  T.Literal("hidden"), T.Literal("preview"), T.Literal("open"), T.Literal("past"),
]);
export const AxisSchema = T.Object({
  key: Text(40),
  name: Text(40),
  nameEn: Nullable(Text(60)),
  values: T.Array(T.Object({ value: Text(60), nameEn: Nullable(Text(60)) }, closed), {
    maxItems: 100,
  }),
}, closed);
const OriginSchema = T.Union([T.Literal("own"), T.Literal("joint"), T.Literal("partner")]);
/** Exactly one of the two; without a rule a product is sold everywhere. */
export const ChannelRuleSchema = T.Object({
  origin: Nullable(OriginSchema),
  channelId: Nullable(Id),
}, closed);
