/** Kinds of benefits; of these only a member's price is a discount. */
export const benefitKinds = [
  "free_item", "priority", "birthday", "event", "service", "member_price",
] as const;
export type BenefitKind = (typeof benefitKinds)[number];

export type ChangeReason = "spent" | "returned" | "period_over" | "tiers_changed";

export interface TierRow {
  brand_id: string;
  tier_id: string;
  place: number;
  name: string;
  name_en: string | null;
  from_minor: number;
  points_bps: number;
  removed_at: Temporal.Instant | null;
}

export interface MembershipRow {
  brand_id: string;
  member_id: string;
  tier_id: string | null;
  since: Temporal.Instant;
  held_until: Temporal.Instant | null;
  reached_minor: number;
  reviewed_at: Temporal.Instant;
}

export interface BenefitRow {
  brand_id: string;
  benefit_id: string;
  tier_id: string | null;
  place: number;
  kind: BenefitKind;
  title: string;
  title_en: string | null;
  detail: string | null;
  detail_en: string | null;
}

export interface CardTables {
  "members.tiers": TierRow;
  "members.benefits": BenefitRow;
  "members.card_settings": {
    brand_id: string;
    name: string;
    name_en: string | null;
    look: "accent" | "ink" | "paper";
    saved_at: Temporal.Instant;
  };
  "members.memberships": MembershipRow;
  "members.tier_changes": {
    brand_id: string;
    change_id: string;
    member_id: string;
    from_tier_id: string | null;
    to_tier_id: string | null;
    why: ChangeReason;
    spent_minor: number;
    changed_at: Temporal.Instant;
  };
}
