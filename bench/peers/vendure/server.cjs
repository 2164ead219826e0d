// The peer as its documentation starts it, with an empty shop of one product and one coupon.
const { writeFileSync, mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const core = require("@vendure/core");
const { populate } = require("@vendure/core/cli");

const url = new URL(process.env.PEER_DATABASE_URL);
const port = Number(process.env.PEER_PORT);
const stock = Number(process.env.PEER_STOCK);
const priceMinor = Number(process.env.PEER_PRICE_MINOR);
const offMinor = Number(process.env.PEER_OFF_MINOR);

const config = {
  apiOptions: { hostname: "127.0.0.1", port, adminApiPath: "admin-api", shopApiPath: "shop-api" },
  authOptions: {
    tokenMethod: ["bearer"], requireVerification: false,
    superadminCredentials: { identifier: "superadmin", password: "superadmin" },
  },
  dbConnectionOptions: {
    type: "postgres", synchronize: true, logging: false,
    host: url.hostname, port: Number(url.port), username: url.username,
    password: decodeURIComponent(url.password), database: url.pathname.slice(1),
    extra: { max: 16 },
  },
  paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
  logger: new core.DefaultLogger({ level: core.LogLevel.Error }),
  plugins: [],
};

const initialData = {
  defaultLanguage: "en",
  defaultZone: "Asia",
  countries: [{ name: "China", code: "CN", zone: "Asia" }],
  taxRates: [{ name: "Standard Tax", percentage: 0 }],
  shippingMethods: [{ name: "Pickup", price: 0 }],
  paymentMethods: [{
    name: "Dummy",
    handler: {
      code: core.dummyPaymentHandler.code,
      arguments: [{ name: "automaticSettle", value: "true" }],
    },
  }],
  collections: [],
};

const head = "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,"
  + "stockOnHand,trackInventory,variantAssets,variantFacets";
const lineOf = (sku, onHand) =>
  `${sku},${sku},,,,,,${sku},${priceMinor / 100},Standard Tax,${onHand},true,,`;

async function main() {
  const csv = path.join(mkdtempSync(path.join(tmpdir(), "vendure-bench-")), "products.csv");
  writeFileSync(csv, [head, lineOf("tea", 10_000_000), lineOf("rare", stock)].join("\n"));
  const app = await populate(() => core.bootstrap(config), initialData, csv);
  const ctx = await app.get(core.RequestContextService).create({ apiType: "admin" });
  await app.get(core.PromotionService).createPromotion(ctx, {
    enabled: true,
    couponCode: "BENCH",
    conditions: [],
    actions: [{
      code: "order_fixed_discount",
      arguments: [{ name: "discount", value: String(offMinor) }],
    }],
    translations: [{ languageCode: "en", name: "BENCH", description: "" }],
  });
  const variants = await app.get(core.ProductVariantService).findAll(ctx, { take: 10 });
  const ids = Object.fromEntries(variants.items.map((one) => [one.sku, String(one.id)]));
  process.send({ ready: true, ids });
}

process.once("disconnect", () => process.exit(0));
main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
