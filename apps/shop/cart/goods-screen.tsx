import { useDeferredValue, useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { GoodsCategory, Store } from "../api.ts";
import { rememberStore } from "../last-store.ts";
import { useShop } from "../shop.ts";
import { CartBar } from "./cart-bar.tsx";
import { GoodsRow } from "./goods-row.tsx";
import { useGoods } from "./use-goods.ts";
import { usePrices } from "./use-prices.ts";
import { useText } from "./words.ts";

/** What a store sells, each with its price of today, and the running price of what was taken. */
export function GoodsScreen({ store }: { store: Store }) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  const [words, setWords] = useState("");
  const [category, setCategory] = useState<string>();
  const asked = useSettled(words);
  const goods = useGoods(store.code, asked, category);
  const place = { brandKey: brand.key, storeCode: store.code };
  const prices = usePrices(place, store.storeId);
  useEffect(() => rememberStore(brand.key, store.code), [brand.key, store.code]);
  const clear = () => {
    setWords("");
    setCategory(undefined);
  };
  return (
    <div className="page goods">
      <header className="goods-head">
        <p className="quiet">{inLang(lang, store.name, store.nameEn)}</p>
        <h1>{t("goods.title")}</h1>
      </header>
      <div className="goods-tools">
        <label className="goods-search">
          <Icon name="search" />
          <span className="b-hidden">{t("goods.search")}</span>
          <input
            type="search"
            enterKeyHint="search"
            placeholder={t("goods.searchHint")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <Categories all={goods.categories} chosen={category} onChoose={setCategory} />
      </div>
      {goods.problem ? (
        <Notice
          {...goods.problem}
          action={<Button look="plain" onClick={goods.reload}>{t("kit.retry")}</Button>}
        />
      ) : null}
      {goods.items ? (
        <ul className="goods-list" aria-busy={goods.loading || asked !== words.trim()}>
          {goods.items.map((one) => (
            <li key={one.productId}>
              <GoodsRow goods={one} place={place} />
            </li>
          ))}
        </ul>
      ) : null}
      {!goods.items && goods.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {goods.items?.length === 0 ? (
        <Empty
          icon={asked || category ? "search" : "leaf"}
          title={asked || category ? t("goods.noneFound") : t("goods.none")}
          next={asked || category ? t("goods.noneFoundNext") : t("goods.noneNext")}
          action={asked || category ? <Button onClick={clear}>{t("goods.clear")}</Button> : null}
        />
      ) : null}
      {goods.more ? (
        <Button wide look="plain" onClick={goods.more}>{t("kit.more")}</Button>
      ) : null}
      <CartBar prices={prices} place={place} to="cart" href={path(cartPath(store))} />
    </div>
  );
}

export const cartPath = ({ code }: { code: string }) => `/s/${encodeURIComponent(code)}/cart`;

interface CategoriesProps {
  all: GoodsCategory[];
  chosen: string | undefined;
  onChoose(category: string | undefined): void;
}

function Categories({ all, chosen, onChoose }: CategoriesProps) {
  const { t, lang } = useText();
  if (all.length < 2) return null;
  const chips = [
    { path: undefined, label: t("goods.all") },
    ...all.map(({ path, nameEn }) => ({
      path,
      label: inLang(lang, path.split(" > ").at(-1) ?? path, nameEn),
    })),
  ];
  return (
    <div className="goods-categories" role="group" aria-label={t("goods.categories")}>
      {chips.map(({ path, label }) => (
        <button
          key={path ?? ""}
          type="button"
          className="chip"
          aria-pressed={path === chosen}
          onClick={() => onChoose(path)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What was typed, once the typing rests. */
function useSettled(words: string): string {
  const latest = useDeferredValue(words.trim());
  const [settled, setSettled] = useState(latest);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest), latest === "" ? 0 : 250);
    return () => clearTimeout(timer);
  }, [latest]);
  return settled;
}
