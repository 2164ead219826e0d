import { readTable } from "../read-table.ts";

/** The grocer's files as this example needs them; ids are those of the files. */
export interface History {
  readonly campaigns: readonly SourceCampaign[];
  readonly products: readonly SourceProduct[];
  readonly offers: readonly SourceOffer[];
  readonly reached: readonly SourceReach[];
  readonly redemptions: readonly SourceRedemption[];
  /** Products that coupons name and no product file has. */
  readonly unknownProducts: readonly string[];
  /** Lines that could not be read. */
  readonly problems: readonly string[];
}

export interface SourceCampaign {
  readonly code: string;
  /** "Type A": chosen for each household; B and C: the same for all that were reached. */
  readonly type: string;
  readonly startDay: string;
  readonly endDay: string;
}

export interface SourceProduct {
  readonly code: string;
  readonly name: string;
  readonly brandLabel: string;
  readonly category: string;
}

export interface SourceOffer {
  /** Campaign and coupon: one coupon runs in several campaigns, each time as its own offer. */
  readonly code: string;
  readonly campaign: string;
  readonly coupon: string;
  readonly products: readonly string[];
}

export interface SourceReach {
  readonly campaign: string;
  readonly household: string;
}

export interface SourceRedemption {
  readonly household: string;
  readonly campaign: string;
  readonly offer: string;
  readonly day: string;
}

export const offerCode = (campaign: string, coupon: string): string => `${campaign}:${coupon}`;

type ProductColumns =
  | "product_id" | "manufacturer_id" | "department" | "brand" | "product_category"
  | "product_type" | "package_size";

function productOf(row: Readonly<Record<ProductColumns, string>>): SourceProduct {
  const { department, product_category: group, product_type: type, package_size: size } = row;
  const name = [type || group || department, size].filter(Boolean).join(" · ");
  return {
    code: row.product_id,
    name,
    brandLabel: `${row.brand} · ${row.manufacturer_id}`,
    category: [department, group, type].filter(Boolean).join(" > "),
  };
}

function offersOf(
  rows: readonly Readonly<Record<"coupon_upc" | "product_id" | "campaign_id", string>>[],
): SourceOffer[] {
  const byCode = Map.groupBy(rows, (row) => offerCode(row.campaign_id, row.coupon_upc));
  return [...byCode].map(([code, group]) => ({
    code,
    campaign: group[0]?.campaign_id ?? "",
    coupon: group[0]?.coupon_upc ?? "",
    // The file names some products of a coupon twice.
    products: [...new Set(group.map((row) => row.product_id))],
  }));
}

/** Reads the five files. */
export async function readHistory(): Promise<History> {
  const [campaigns, reached, coupons, redeemed, products] = await Promise.all([
    readTable("grocer/campaign_descriptions.csv.gz", [
      "campaign_id", "campaign_type", "start_date", "end_date",
    ]),
    readTable("grocer/campaigns.csv.gz", ["campaign_id", "household_id"]),
    readTable("grocer/coupons.csv.gz", ["coupon_upc", "product_id", "campaign_id"]),
    readTable("grocer/coupon_redemptions.csv.gz", [
      "household_id", "coupon_upc", "campaign_id", "redemption_date",
    ]),
    readTable("grocer/products.csv.gz", [
      "product_id", "manufacturer_id", "department", "brand", "product_category",
      "product_type", "package_size",
    ]),
  ]);
  const known = new Set(products.rows.map((row) => row.product_id));
  const named = new Set(coupons.rows.map((row) => row.product_id));
  return {
    campaigns: campaigns.rows.map((row) => ({
      code: row.campaign_id,
      type: row.campaign_type,
      startDay: row.start_date,
      endDay: row.end_date,
    })),
    products: products.rows.map(productOf),
    offers: offersOf(coupons.rows),
    reached: reached.rows.map((row) => ({
      campaign: row.campaign_id,
      household: row.household_id,
    })),
    redemptions: redeemed.rows.map((row) => ({
      household: row.household_id,
      campaign: row.campaign_id,
      offer: offerCode(row.campaign_id, row.coupon_upc),
      day: row.redemption_date,
    })),
    unknownProducts: [...named].filter((code) => !known.has(code)).sort(),
    problems: [campaigns, reached, coupons, redeemed, products].flatMap((one) => one.problems),
  };
}
