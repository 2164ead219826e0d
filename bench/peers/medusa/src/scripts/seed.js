// An empty shop of one region, two products with counted stock, and one coupon.
const { ContainerRegistrationKeys, Modules, ProductStatus } = require("@medusajs/framework/utils");
const flows = require("@medusajs/medusa/core-flows");
const { writeFileSync } = require("node:fs");

module.exports.default = async function seed({ container }) {
  const stock = Number(process.env.PEER_STOCK);
  const price = Number(process.env.PEER_PRICE_MINOR) / 100;
  const off = Number(process.env.PEER_OFF_MINOR) / 100;
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  const run = async (name, input) => (await flows[name](container).run({ input })).result;

  const [channel] = await run("createSalesChannelsWorkflow", { salesChannelsData: [{ name: "Shop" }] });
  const [region] = await run("createRegionsWorkflow", {
    regions: [{
      name: "CN", currency_code: "cny", countries: ["cn"], payment_providers: ["pp_system_default"],
    }],
  });
  await run("createTaxRegionsWorkflow", [{ country_code: "cn", provider_id: "tp_system" }]);
  const [place] = await run("createStockLocationsWorkflow", {
    locations: [{ name: "Store", address: { city: "Hangzhou", country_code: "CN", address_1: "" } }],
  });
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: place.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  });
  const [profile] = await run("createShippingProfilesWorkflow", {
    data: [{ name: "Default", type: "default" }],
  });
  const fulfillment = container.resolve(Modules.FULFILLMENT);
  const set = await fulfillment.createFulfillmentSets({
    name: "Store", type: "shipping",
    service_zones: [{ name: "CN", geo_zones: [{ country_code: "cn", type: "country" }] }],
  });
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: place.id },
    [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
  });
  const [option] = await run("createShippingOptionsWorkflow", [{
    name: "Pickup", price_type: "flat", provider_id: "manual_manual",
    service_zone_id: set.service_zones[0].id, shipping_profile_id: profile.id,
    type: { label: "Pickup", description: "", code: "pickup" },
    prices: [{ currency_code: "cny", amount: 0 }, { region_id: region.id, amount: 0 }],
    rules: [
      { attribute: "enabled_in_store", value: "true", operator: "eq" },
      { attribute: "is_return", value: "false", operator: "eq" },
    ],
  }]);
  await run("linkSalesChannelsToStockLocationWorkflow", { id: place.id, add: [channel.id] });
  const [key] = await run("createApiKeysWorkflow", {
    api_keys: [{ title: "bench", type: "publishable", created_by: "" }],
  });
  await run("linkSalesChannelsToApiKeyWorkflow", { id: key.id, add: [channel.id] });
  const product = (title) => ({
    title, status: ProductStatus.PUBLISHED, shipping_profile_id: profile.id,
    options: [{ title: "Size", values: ["One"] }],
    variants: [{
      title: "One", sku: title, options: { Size: "One" },
      prices: [{ amount: price, currency_code: "cny" }],
    }],
    sales_channels: [{ id: channel.id }],
  });
  const products = await run("createProductsWorkflow", { products: ["tea", "rare"].map(product) });
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: items } = await query.graph({ entity: "inventory_item", fields: ["id", "sku"] });
  await run("createInventoryLevelsWorkflow", {
    inventory_levels: items.map((one) => ({
      location_id: place.id, inventory_item_id: one.id,
      stocked_quantity: one.sku === "rare" ? stock : 10_000_000,
    })),
  });
  await run("createPromotionsWorkflow", {
    promotionsData: [{
      code: "BENCH", type: "standard", status: "active",
      application_method: {
        type: "fixed", target_type: "order", allocation: "across", value: off, currency_code: "cny",
      },
    }],
  });
  const ids = Object.fromEntries(products.map((one) => [one.title, one.variants[0].id]));
  writeFileSync(process.env.PEER_SEEDED, JSON.stringify({
    ids, regionId: region.id, optionId: option.id, key: key.token,
  }));
};
