import type { ReactNode } from "react";
import { Empty } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import type { Store } from "../api.ts";
import { InStore } from "../cart/in-store.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { ToldList } from "./told-list.tsx";
import { useText } from "./words.ts";

/** What guests say of a store. */
export function StoreReviewsScreen({ code, lost }: { code: string; lost: ReactNode }) {
  return <InStore code={code} lost={lost}>{(store) => <Page store={store} />}</InStore>;
}

function Page({ store }: { store: Store }) {
  const { api, brand, first, path } = useShop();
  const { t, lang } = useText();
  const { code } = store;
  const own = first.kind === "reviews" && !first.product && first.store?.code === code;
  return (
    <div className="page page-narrow">
      <ScreenHead
        title={t("reviews.of", { name: inLang(lang, store.name, store.nameEn) })}
        back={path(`/s/${encodeURIComponent(code)}`)}
      />
      <ToldList
        of={`store ${code}`}
        named
        carried={own ? first.said : undefined}
        ask={(query) => api.call("listStoreReviews", { path: { brand: brand.key, code }, query })}
        empty={<Empty title={t("reviews.none")} next={t("reviews.noneNext")} />}
      />
    </div>
  );
}
