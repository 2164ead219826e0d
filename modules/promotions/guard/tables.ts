import type { WorstCase } from "#packages/pricing/index.ts";

/** What a finding keeps of the search: the cart and what each offer takes off the item. */
export type Combination = Pick<WorstCase, "cart" | "steps" | "choose" | "exact" | "boundMinor"> & {
  readonly atMs: number;
  readonly storeId: string | null;
};

export interface GuardTables {
  "promotions.price_findings": {
    brand_id: string;
    finding_id: string;
    product_id: string;
    variant_id: string | null;
    list_minor: number;
    floor_minor: number;
    attainable_minor: number;
    paid_minor: number;
    quantity: number;
    combination: Combination;
    since: Temporal.Instant;
    checked_at: Temporal.Instant;
    cleared_at: Temporal.Instant | null;
  };
  "promotions.price_checks": {
    brand_id: string;
    job_id: string;
    state: "waiting" | "running" | "done";
    after_product: string | null;
    done: number;
    total: number;
    asked_at: Temporal.Instant;
  };
}

export type FindingRow = GuardTables["promotions.price_findings"];
export type CheckRow = GuardTables["promotions.price_checks"];
