/** Migrations run in this order: a module's schema may refer to those before it. */
export const moduleOrder = [
  "organisation",
  "stores",
  "members",
  "catalogue",
  "channels",
  "media",
  "limits",
  "campaigns",
  "wallet",
  "promotions",
  "pages",
  "redemption",
  "releases",
  "draws",
  "orders",
  "insights",
] as const;
