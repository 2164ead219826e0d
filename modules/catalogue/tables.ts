import type { Generated } from "kysely";

type At = Temporal.Instant;

/** `list` is asked of everybody, `floor` is what nothing may fall below. */
export type PriceKind = "list" | "floor" | "member" | "activity";

export interface CatalogueTables {
  "catalogue.categories": {
    brand_id: string;
    category_id: string;
    parent_id: string | null;
    name: string;
    name_en: string | null;
    path: string;
    created_at: At;
  };
  "catalogue.products": {
    brand_id: string;
    product_id: string;
    external_code: string;
    name: string;
    name_en: string | null;
    brand_label: string;
    tags: Generated<string[]>;
    category_id: string | null;
    created_at: At;
    updated_at: At;
    retired_at: At | null;
  };
  "catalogue.variants": {
    brand_id: string;
    variant_id: string;
    product_id: string;
    sku: string;
    options: Readonly<Record<string, string>>;
    created_at: At;
  };
  "catalogue.prices": {
    brand_id: string;
    price_id: string;
    product_id: string;
    variant_id: string | null;
    kind: PriceKind;
    amount_minor: number;
    valid_from: At;
  };
}
