import type { Generated } from "kysely";
import type { Axis } from "./axes.ts";

type At = Temporal.Instant;

/** `list` is asked of everybody, `floor` is what nothing may fall below. */
export type PriceKind = "list" | "floor" | "member" | "activity";

export type ProductKind = "goods" | "service" | "business";
/** How a service or a simple business is done; goods are sold online or in the store only. */
export type Handling = "online" | "store_only" | "apply_online" | "print_in_store";
export type MoveReason =
  | "received" | "counted" | "damaged" | "moved" | "imported" | "sold" | "returned";

interface ProductForm {
  kind: Generated<ProductKind>;
  handling: Generated<Handling>;
  axes: Generated<readonly Axis[]>;
  stock_kept: Generated<boolean>;
  on_shelf: Generated<boolean>;
  details: Generated<string>;
  details_en: string | null;
  opens_at: At | null;
  closes_at: At | null;
  preview_at: At | null;
  indexed_at: At | null;
}

export interface CatalogueTables {
  "catalogue.categories": {
    brand_id: string;
    category_id: string;
    parent_id: string | null;
    name: string;
    name_en: string | null;
    path: string;
    created_at: At;
    indexed_at: At | null;
  };
  "catalogue.products": ProductForm & {
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
    withdrawn_at: At | null;
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
