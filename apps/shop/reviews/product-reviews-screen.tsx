import type { ReactNode } from "react";
import { Empty } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { onLink } from "../router.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { ToldList } from "./told-list.tsx";
import { useText } from "./words.ts";

interface ScreenProps {
  code: string;
  productId: string;
  lost: ReactNode;
}

/** All that buyers say of a product. */
export function ProductReviewsScreen({ code, productId, lost }: ScreenProps) {
  const { api, brand, first, path } = useShop();
  const { t, lang } = useText();
  const carried = first.product?.productId === productId ? first.product : undefined;
  const asked = useLoad(carried ? null : `reviewed ${code} ${productId}`, () =>
    api.product(code, productId));
  if (asked.problem?.status === 404) return lost;
  const product = carried ?? asked.data;
  const store = path(`/s/${encodeURIComponent(code)}`);
  const name = product ? inLang(lang, product.name, product.nameEn) : "";
  return (
    <div className="page page-narrow">
      <ScreenHead
        title={name ? t("reviews.of", { name }) : t("reviews.title")}
        back={`${store}/goods/${productId}`}
      />
      <ToldList
        of={`product ${productId}`}
        carried={carried ? first.said : undefined}
        ask={(query) =>
          api.call("listProductReviews", { path: { brand: brand.key, productId }, query })}
        empty={<Empty title={t("reviews.none")} next={t("reviews.noneNext")} />}
      />
      <a className="reviews-link" href={`${store}/reviews`} onClick={onLink}>
        {t("reviews.toStore")}
        <Icon name="next" size={18} />
      </a>
    </div>
  );
}
