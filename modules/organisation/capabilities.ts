/** Every right that staff or an API key can hold over a unit and what lies below it. */
export const capabilities = [
  "brand.manage",
  "units.manage",
  "staff.manage",
  "audit.read",
  "stores.write",
  "stores.read",
  "members.read",
  "members.export",
  "members.erase",
  "points.manage",
  "catalogue.write",
  "catalogue.read",
  "media.write",
  "pages.write",
  "channels.write",
  "channels.read",
  "campaigns.write",
  "offers.write",
  "offers.publish",
  "offers.read",
  "redemption.redeem",
  "redemption.undo",
  "orders.work",
  "orders.refund",
  "orders.reconcile",
  "stored_value.manage",
  "ledger.read",
  "settlement.close",
  "bookings.read",
  "bookings.work",
  "bookings.write",
  "care.work",
  "reviews.work",
  "reviews.hide",
  "applications.work",
  "insights.read",
  "insights.export",
  "integrations.manage",
  "import.backdate",
  "import.members",
] as const;
export type Capability = (typeof capabilities)[number];

/** No role holds these by being granted; an owner may put them into a key, knowingly. */
export const ownerOnlyScopes: readonly Capability[] = ["import.backdate", "import.members"];

interface BuiltInRole {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly capabilities: readonly Capability[];
}

const reading: readonly Capability[] = [
  "stores.read",
  "catalogue.read",
  "channels.read",
  "offers.read",
  "insights.read",
];
const shaping: readonly Capability[] = [
  ...reading,
  "media.write",
  "pages.write",
  "channels.write",
  "campaigns.write",
  "offers.write",
];

/** Seeded into every new brand. An agency never reads or exports the brand's members. */
export const builtInRoles: readonly BuiltInRole[] = [
  {
    key: "owner",
    name: "品牌主",
    nameEn: "Owner",
    capabilities: capabilities.filter((one) => one !== "import.backdate"),
  },
  {
    key: "operator",
    name: "运营",
    nameEn: "Operator",
    capabilities: [
      ...shaping,
      "units.manage",
      "staff.manage",
      "audit.read",
      "stores.write",
      "members.read",
      "points.manage",
      "catalogue.write",
      "offers.publish",
      "redemption.redeem",
      "redemption.undo",
      "orders.work",
      "orders.refund",
      "orders.reconcile",
      "stored_value.manage",
      "ledger.read",
      "settlement.close",
      "bookings.read",
      "bookings.work",
      "bookings.write",
      "care.work",
      "reviews.work",
      "reviews.hide",
      "applications.work",
      "insights.export",
    ],
  },
  {
    key: "store_manager",
    name: "店长",
    nameEn: "Store manager",
    capabilities: [
      ...reading,
      "staff.manage",
      "stores.write",
      "members.read",
      "media.write",
      "pages.write",
      "channels.write",
      "redemption.redeem",
      "redemption.undo",
      "orders.work",
      "orders.refund",
      "bookings.read",
      "bookings.work",
      "bookings.write",
      "care.work",
      "reviews.work",
      "applications.work",
    ],
  },
  {
    key: "guide",
    name: "店员",
    nameEn: "Guide",
    capabilities: [
      "redemption.redeem", "orders.work", "bookings.read", "bookings.work", "care.work",
      "reviews.work",
      "stores.read", "offers.read",
      "redemption.redeem", "orders.work", "bookings.read", "bookings.work",
      "applications.work", "stores.read", "offers.read",
    ],
  },
  {
    key: "analyst",
    name: "分析",
    nameEn: "Analyst",
    capabilities: [...reading, "bookings.read", "insights.export"],
  },
  { key: "agency", name: "代运营", nameEn: "Agency", capabilities: shaping },
];
