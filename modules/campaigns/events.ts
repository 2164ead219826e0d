import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable } from "#platform/schema.ts";

const campaign = T.Object({
  campaignId: Id,
  goal: T.String(),
  startsAt: T.Integer(),
  endsAt: T.Integer(),
});

export const campaignEvents = defineEvents("campaigns", {
  "campaigns.campaign_created": campaign,
  "campaigns.campaign_changed": campaign,
  "campaigns.campaign_closed": T.Object({ campaignId: Id }),
  "campaigns.member_reached": T.Object({ campaignId: Id, channelId: Nullable(Id) }),
  "campaigns.longest_set": T.Object({ longestDays: T.Integer() }),
});
