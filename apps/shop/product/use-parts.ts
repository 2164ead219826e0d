import { useLoad } from "#packages/ui/use-load.ts";
import type { PageData } from "../api.ts";
import { useShop } from "../shop.ts";

/** What stands on a product's page beside the product itself. */
export interface ProductParts {
  /** What its buyers say; nothing where it could not be asked. */
  said: PageData["said"];
  presale: PageData["presale"];
}

/**
 * The parts that the page brought along, else asked together with the product: one that came later
 * would push the cart's button away from under a thumb. Undefined: not all are here yet.
 */
export function useParts(productId: string, own: boolean): ProductParts | undefined {
  const { api, brand, first } = useShop();
  const carried = own ? first : undefined;
  const path = { brand: brand.key, productId };
  const said = useLoad(carried?.said ? null : `said of ${productId}`, () =>
    api.call("listProductReviews", { path, query: { limit: 20 } }));
  const presale = useLoad(carried?.presale === undefined ? `presale ${productId}` : null, () =>
    api.presale(productId));
  if (said.loading || presale.loading) return undefined;
  return {
    said: carried?.said ?? said.data,
    presale: carried?.presale ?? presale.data?.presale,
  };
}
