import { buttonClass } from "#packages/ui/button.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import type { Product } from "./product.ts";
import { useText } from "./words.ts";

/** A coming product can be tried in the store first, where a service of the store is for it. */
export function TryOn({ product, store }: { product: Product; store: Store }) {
  const { api, brand, path } = useShop();
  const { t, lang } = useText();
  const { productId } = product;
  const asked = useLoad(`try ${store.code} ${productId}`, () =>
    api.call("listBookableServices", {
      path: { brand: brand.key, code: store.code },
      query: { productId },
    }),
  );
  const services = asked.data?.items ?? [];
  if (services.length === 0) return null;
  const page = path(`/s/${encodeURIComponent(store.code)}/book`);
  return (
    <section className="product-buy">
      <p className="quiet">{t("preview.tryNote")}</p>
      {services.map((one) => (
        <a
          key={one.serviceId}
          className={buttonClass("soft", true)}
          href={`${page}?for=${one.serviceId}`}
          onClick={onLink}
        >
          <Icon name="store" size={18} />
          {t("preview.try", { service: inLang(lang, one.name, one.nameEn) })}
        </a>
      ))}
    </section>
  );
}
