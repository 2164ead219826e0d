import { useEffect, useRef, type ReactNode } from "react";
import "../styles/goods.css";
import "../styles/cart.css";
import "../styles/product.css";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import type { Product } from "./product.ts";
import { CartBar } from "../cart/cart-bar.tsx";
import { InStore } from "../cart/in-store.tsx";
import { usePrices } from "../cart/use-prices.ts";
import { rememberStore } from "../last-store.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { ProductBody } from "./body.tsx";
import { type ProductParts, useParts } from "./use-parts.ts";
import { useText } from "./words.ts";

export { loadMore } from "./words.ts";

interface ProductScreenProps {
  code: string;
  productId: string;
  lost: ReactNode;
}

/** One product of a store: from the page itself, else asked. */
export function ProductScreen({ code, productId, lost }: ProductScreenProps) {
  return (
    <InStore code={code} lost={lost}>
      {(store) => <Loaded store={store} productId={productId} lost={lost} />}
    </InStore>
  );
}

function Loaded({ store, productId, lost }: { store: Store; productId: string; lost: ReactNode }) {
  const { api, first, member, now } = useShop();
  const { t, lang } = useText();
  const own = first.product?.productId === productId && first.store?.code === store.code;
  // what the page carried is of the moment and the member it was loaded for
  const crossed = own && first.product ? crossing(first.product, first.now, now()) : false;
  const carried = own && member === first.member && !crossed ? first.product : undefined;
  const key = `product ${store.code} ${productId} ${lang} ${member?.phoneMasked ?? ""}`;
  const asked = useLoad(carried ? null : key, () => api.product(store.code, productId));
  const parts = useParts(productId, own);
  const last = useRef<Product>(undefined);
  // while it is asked again, for another member or time, the older page stays
  const product = carried ?? asked.data ?? last.current;
  last.current = product;
  if (asked.problem?.status === 404) return lost;
  if (asked.problem) {
    const again = <Button look="plain" onClick={asked.reload}>{t("kit.retry")}</Button>;
    return <div className="page"><Notice {...asked.problem} action={again} /></div>;
  }
  if (!product || !parts) {
    return <div className="page"><Skeleton label={t("kit.loading")} /></div>;
  }
  return <Page product={product} parts={parts} store={store} />;
}

/** Its window has opened or closed since. */
function crossing({ opensAt, closesAt }: Product, then: number, now: number): boolean {
  return [opensAt, closesAt].some((at) => at !== null && then < at && now >= at);
}

interface PageProps {
  product: Product;
  parts: ProductParts;
  store: Store;
}

function Page({ product, parts, store }: PageProps) {
  const { brand, path } = useShop();
  const { t } = useText();
  const place = { brandKey: brand.key, storeCode: store.code };
  const prices = usePrices(place, store.storeId);
  const here = `/s/${encodeURIComponent(store.code)}`;
  useEffect(() => rememberStore(brand.key, store.code), [brand.key, store.code]);
  return (
    <div className="page product">
      <a className="product-back" href={path(`${here}/goods`)} onClick={onLink}>
        <Icon name="back" size={18} />
        {t("product.back")}
      </a>
      <ProductBody product={product} parts={parts} store={store} place={place} />
      <CartBar prices={prices} place={place} to="cart" href={path(`${here}/cart`)} />
    </div>
  );
}
