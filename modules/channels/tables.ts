type At = Temporal.Instant;

export type Origin = "own" | "joint" | "partner";
export type ChannelFunction = "consult" | "promote" | "sell";
export type Purpose = "acquire" | "retain" | "serve";
export type ChannelState = "active" | "banned" | "closed";
export type CodeKind = "poster" | "badge" | "link" | "receipt";
export type Target = "store" | "offer" | "brand";

export interface ChannelTables {
  "channels.channels": {
    brand_id: string;
    channel_id: string;
    name: string;
    name_en: string | null;
    origin: Origin;
    function: ChannelFunction;
    purpose: Purpose;
    unit_id: string;
    external_code: string | null;
    state: ChannelState;
    created_at: At;
    banned_at: At | null;
  };
  "channels.channel_costs": {
    brand_id: string;
    channel_id: string;
    month: string;
    cost_minor: number;
    set_at: At;
  };
  "channels.source_codes": {
    brand_id: string;
    source_code_id: string;
    code: string;
    kind: CodeKind;
    channel_id: string;
    unit_id: string;
    target: Target;
    offer_id: string | null;
    campaign_id: string | null;
    staff_id: string | null;
    name: string;
    created_at: At;
    retired_at: At | null;
    successor_id: string | null;
  };
}
