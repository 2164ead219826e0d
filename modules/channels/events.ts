import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Day, Id, Minor, Nullable } from "#platform/schema.ts";

const dims = {
  sourceCodeId: Nullable(Id),
  channelId: Nullable(Id),
  campaignId: Nullable(Id),
};

export const channelEvents = defineEvents("channels", {
  "channels.channel_created": T.Object({ channelId: Id }),
  "channels.channel_changed": T.Object({ channelId: Id, state: T.String() }),
  "channels.channel_banned": T.Object({
    channelId: Id,
    toChannelId: Nullable(Id),
    codes: T.Integer(),
  }),
  "channels.cost_set": T.Object({ channelId: Id, month: T.String(), costMinor: Minor }),
  "channels.code_created": T.Object({ sourceCodeId: Id, channelId: Id }),
  "channels.code_changed": T.Object({ sourceCodeId: Id, channelId: Id }),
  "channels.code_repointed": T.Object({
    sourceCodeId: Id,
    fromChannelId: Id,
    toChannelId: Id,
  }),
  "channels.code_retired": T.Object({ sourceCodeId: Id, successorId: Nullable(Id) }),
  "channels.touched": T.Object({
    touchId: Id,
    visitorId: T.String(),
    ...dims,
    page: T.String(),
    bot: T.Boolean(),
    staff: T.Boolean(),
  }),
  "channels.engaged": T.Object({
    touchId: Id,
    how: T.Union([T.Literal("visible"), T.Literal("acted")]),
  }),
  "channels.visitor_bound": T.Object({ visitorId: T.String() }),
  "channels.visited": T.Object({
    visitId: Id,
    storeId: Nullable(Id),
    redemptionId: Nullable(Id),
    ...dims,
  }),
  "channels.traffic_reported": T.Object({
    channelId: Id,
    day: Day,
    visits: T.Integer(),
    /** What was reported for the day before this correction; null the first time. */
    before: Nullable(T.Integer()),
  }),
});
