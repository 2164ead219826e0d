import { useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import type { Store } from "../api.ts";
import { rememberStore } from "../last-store.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { CartBar } from "./cart-bar.tsx";
import { GiftLines } from "./gift-lines.tsx";
import { changeCart, type CartPlace, type KeptCart } from "./kept.ts";
import { LineList } from "./line-list.tsx";
import type { News } from "./news.ts";
import { OfferChoice } from "./offer-choice.tsx";
import { Receipt } from "./receipt.tsx";
import { SignInGain } from "./sign-in-gain.tsx";
import { usePrices, type Prices } from "./use-prices.ts";
import { useText } from "./words.ts";

/** What lies in the cart of a store, what it costs, and why. */
export function CartScreen({ store }: { store: Store }) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  const place = { brandKey: brand.key, storeCode: store.code };
  const prices = usePrices(place, store.storeId);
  const [emptied, setEmptied] = useState<KeptCart>();
  const here = `/s/${encodeURIComponent(store.code)}`;
  useEffect(() => rememberStore(brand.key, store.code), [brand.key, store.code]);
  const empty = () => {
    setEmptied(prices.cart);
    changeCart(place, (now) => ({ ...now, lines: [], choose: null, seen: null }));
  };
  return (
    <div className="page cart">
      <header className="cart-head">
        <div>
          <p className="quiet">{inLang(lang, store.name, store.nameEn)}</p>
          <h1>{t("cart.title")}</h1>
        </div>
        <a className="cart-more" href={path(`${here}/goods`)} onClick={onLink}>
          {t("cart.goOn")}
        </a>
      </header>
      <NewsList news={prices.news} onRead={prices.forgetNews} />
      {prices.cart.lines.length === 0 ? (
        <EmptyCart
          goods={path(`${here}/goods`)}
          onBack={emptied ? () => changeCart(place, () => emptied) : undefined}
        />
      ) : (
        <>
          <div className="cart-main">
            <Goods prices={prices} place={place} />
          </div>
          <div className="cart-side">
            {prices.answers && !prices.problem ? <Receipt answers={prices.answers} /> : null}
            <CartBar
              prices={prices}
              place={place}
              to="checkout"
              href={path(`${here}/checkout`)}
            />
            <a className={buttonClass("plain", true)} href={path(`${here}/till`)} onClick={onLink}>
              {t("cart.toTill")}
            </a>
            <footer className="cart-foot">
              <p className="quiet">{t("cart.keptHere")}</p>
              <button type="button" className="cart-empty" onClick={empty}>
                {t("cart.empty")}
              </button>
            </footer>
          </div>
        </>
      )}
    </div>
  );
}

function Goods({ prices, place }: { prices: Prices; place: CartPlace }) {
  const { t } = useText();
  const { problem, answers, shown } = prices;
  return (
    <>
      {problem ? (
        <Notice
          tone={problem.code === "offline" ? "warn" : "bad"}
          title={problem.title}
          next={problem.code === "offline" ? t("cart.offlineNext") : problem.next}
          action={<Button look="plain" onClick={prices.reload}>{t("kit.retry")}</Button>}
        />
      ) : null}
      {shown && !problem ? <GiftLines answer={shown} /> : null}
      <LineList prices={prices} place={place} />
      {shown && answers && !problem ? (
        <>
          <SignInGain answer={shown} />
          <OfferChoice answers={answers} prices={prices} />
        </>
      ) : null}
    </>
  );
}

function EmptyCart({ goods, onBack }: { goods: string; onBack: (() => void) | undefined }) {
  const { t } = useText();
  return (
    <Empty
      icon="cart"
      title={t("cart.isEmpty")}
      next={t("cart.isEmptyNext")}
      action={
        <div className="cart-empty-acts">
          <a className={buttonClass("main")} href={goods} onClick={onLink}>{t("cart.toGoods")}</a>
          {onBack ? <Button look="plain" onClick={onBack}>{t("cart.putBack")}</Button> : null}
        </div>
      }
    />
  );
}

/** Prices that changed and goods that went away since the member looked last. */
function NewsList({ news, onRead }: { news: News[]; onRead(): void }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  if (news.length === 0) return null;
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const lineOf = (one: News): string => {
    if (one.kind === "gone") return t("news.gone", { name: inLang(lang, one.name, one.nameEn) });
    const change = { from: amount(one.fromMinor), to: amount(one.toMinor) };
    return one.kind === "total"
      ? t("news.total", change)
      : t("news.price", { name: inLang(lang, one.name, one.nameEn), ...change });
  };
  return (
    <div className="cart-news" role="status">
      <div>
        <strong>{t("news.title")}</strong>
        <ul>
          {news.map((one, at) => <li key={at}>{lineOf(one)}</li>)}
        </ul>
      </div>
      <Button look="plain" onClick={onRead}>{t("news.read")}</Button>
    </div>
  );
}
