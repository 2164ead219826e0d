import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { defineRoute, open } from "#platform/route.ts";
import { Text } from "#platform/schema.ts";
import { storeByCode } from "#modules/stores/index.ts";
import { composeStorePage } from "./compose-page.ts";
import { cachedPage } from "./page-cache.ts";
import { StorePageAnswer } from "./schemas.ts";

/**
 * The page of the store with this code as JSON text, from memory when it was made within the last
 * second. Takes no transaction of the caller. Refuses `store_not_found` and `store_closed`.
 */
export function storePageJson(ctx: Omit<Context, "tx">, code: string): Promise<string> {
  return cachedPage(ctx.brand.brandId, code, ctx.lang, () =>
    ownTransaction(ctx, async (own) => {
      const store = await storeByCode(own, code);
      if (!store) throw refuse("store_not_found");
      const page = await composeStorePage(own, store.storeId, own.lang);
      return { storeId: store.storeId, json: JSON.stringify(page) };
    }),
  );
}

export const storePageRoute = defineRoute({
  operationId: "getStorePage",
  method: "GET",
  path: "/:brand/api/stores/:code/page",
  tag: "pages",
  summary: { zh: "门店页", en: "A store's page" },
  access: open(),
  transaction: "none",
  raw: true,
  params: T.Object({ code: Text(32) }),
  answer: StorePageAnswer,
  errors: ["store_not_found", "store_closed"],
  async run(ctx, { params: { code }, reply }) {
    const json = await storePageJson(ctx, code);
    // Text, so that the answer is not made anew from the page for each who asks.
    reply.type("application/json; charset=utf-8").send(json);
    return undefined;
  },
});
