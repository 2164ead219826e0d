import { Type as T } from "typebox";
import { pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { CheckAnswer, checkOffer } from "./guard/check-offer.ts";
import { FindingsAnswer, listFindings } from "./guard/list-findings.ts";
import { askRecheck } from "./guard/recheck.ts";

const tag = "promotions";

const check = defineRoute({
  operationId: "checkOffer",
  method: "POST",
  path: "/api/:brand/offers/:offerId/check",
  tag,
  summary: {
    zh: "发布前检查：能叠加到的最低价、划线价、广告用语",
    en: "What publishing would be refused for, with the cart that gets below a floor",
  },
  access: staff("offers.read"),
  idempotent: "exempt",
  params: T.Object({ offerId: Id }),
  answer: CheckAnswer,
  errors: ["offer_not_found"],
  run: (ctx, { params }) => checkOffer(ctx, params.offerId),
});

const findings = defineRoute({
  operationId: "listPriceFindings",
  method: "GET",
  path: "/api/:brand/price-findings",
  tag,
  summary: { zh: "会低于底价的商品", en: "Products that offers can bring below their floor" },
  // Prices and offers are the whole brand's; so is what they come to together.
  access: staff("offers.publish", "brand"),
  query: T.Object({ ...pageQuery, cleared: T.Optional(T.Boolean()) }),
  answer: FindingsAnswer,
  run: (ctx, { query }) => listFindings(ctx, query),
});

const recheck = defineRoute({
  operationId: "recheckPrices",
  method: "POST",
  path: "/api/:brand/price-findings/recheck",
  tag,
  summary: { zh: "重新检查全部商品", en: "Check all products again" },
  access: staff("offers.publish", "brand"),
  status: 202,
  answer: T.Object({ jobId: Id }),
  async run(ctx) {
    return { jobId: await askRecheck(ctx) };
  },
});

export const guardRoutes: readonly Route[] = [check, findings, recheck];
