import { day, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Goods } from "../api.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { changeCart, useCart, withQuantity, type CartPlace } from "./kept.ts";
import { Label } from "./label.tsx";
import { Stepper } from "./stepper.tsx";
import { useText } from "./words.ts";

/** One product: what it is, what it costs today, and one tap to take it. */
export function GoodsRow({ goods, place }: { goods: Goods; place: CartPlace }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const cart = useCart(place);
  const name = inLang(lang, goods.name, goods.nameEn);
  const { productId, listPriceMinor: unitMinor } = goods;
  const quantity = cart.lines.find((line) => line.productId === productId)?.quantity ?? 0;
  const set = (next: number) => {
    const line = { productId, name: goods.name, nameEn: goods.nameEn, unitMinor };
    changeCart(place, (now) => withQuantity(now, line, next));
  };
  const page = path(`/s/${encodeURIComponent(place.storeCode)}/goods/${productId}`);
  const ownPage = goods.phase === "preview" || goods.hasOptions || goods.storeOnly;
  return (
    <article className="goods-row">
      {goods.pictureUrl ? (
        <img className="goods-picture" src={goods.pictureUrl} alt="" loading="lazy" />
      ) : (
        <Label name={name} seed={productId} />
      )}
      <div className="goods-words">
        <h2><a href={page} onClick={onLink}>{name}</a></h2>
        <Coming goods={goods} />
        <Offers goods={goods} />
      </div>
      <PriceTag goods={goods} />
      <div className="goods-take">
        {ownPage ? (
          <a
            className="goods-choose"
            href={page}
            onClick={onLink}
            aria-label={`${t(wayOf(goods))}：${name}`}
          >
            {t(wayOf(goods))}
          </a>
        ) : quantity > 0 ? (
          <Stepper name={name} quantity={quantity} onChange={set} />
        ) : (
          <button
            type="button"
            className="goods-add"
            aria-label={t("goods.add", { name })}
            onClick={() => set(1)}
          >
            <Icon name="plus" size={20} />
          </button>
        )}
      </div>
    </article>
  );
}

/** What its own page is for. */
function wayOf({ phase, storeOnly }: Goods) {
  if (phase === "preview") return "goods.look";
  return storeOnly ? "goods.book" : "goods.choose";
}

function Coming({ goods }: { goods: Goods }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  if (goods.phase !== "preview" || goods.opensAt === null) return null;
  const opens = day(goods.opensAt, brand.timeZone, lang, now());
  return <p className="goods-coming">{t("goods.opens", { day: opens })}</p>;
}

function Offers({ goods }: { goods: Goods }) {
  const { lang } = useText();
  if (goods.offerTitles.length === 0) return null;
  return (
    <p className="goods-offers">
      {goods.offerTitles.slice(0, 2).map((offer) => (
        <span key={offer.title} className="tag">{inLang(lang, offer.title, offer.titleEn)}</span>
      ))}
    </p>
  );
}

/** The price that holds for whoever looks; the list price struck out beside a lower one. */
function PriceTag({ goods }: { goods: Goods }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const { listPriceMinor: list, priceMinor: now, priceOf, memberPriceMinor } = goods;
  return (
    <div className="goods-price">
      <p>
        <strong>{amount(now)}</strong>
        {now < list ? (
          <s>
            <span className="b-hidden">{t("cart.listPrice")}</span>
            {amount(list)}
          </s>
        ) : null}
      </p>
      {priceOf === "list" ? null : <p className="goods-why">{t(`goods.${priceOf}`)}</p>}
      {memberPriceMinor === null ? null : (
        <p className="goods-why">{t("goods.asMember", { amount: amount(memberPriceMinor) })}</p>
      )}
    </div>
  );
}
