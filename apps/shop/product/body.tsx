import { useState, type ReactNode } from "react";
import { day, hoursText, lastDay, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Store } from "../api.ts";
import type { GoodsPrice, Product, ProductBlock } from "./product.ts";
import type { CartPlace } from "../cart/kept.ts";
import { Said } from "../reviews/said.tsx";
import { useShop } from "../shop.ts";
import { Buy } from "./buy.tsx";
import { onlyChoices, variantOf } from "./choose.ts";
import { Gallery } from "./gallery.tsx";
import type { ProductParts } from "./use-parts.ts";
import { useText } from "./words.ts";

interface BodyProps {
  product: Product;
  parts: ProductParts;
  store: Store;
  place: CartPlace;
}

/** The page in the order of its store: what do I get, where and when, how, and then the cart. */
export function ProductBody({ product, parts, store, place }: BodyProps) {
  const { lang } = useText();
  const [picked, setPicked] = useState(() => onlyChoices(product.axes, product.variants));
  const name = inLang(lang, product.name, product.nameEn);
  const variant = variantOf(product, picked);
  const price = variant?.price ?? product.price;
  const from = !variant && new Set(product.variants.map((one) => one.price?.priceMinor)).size > 1;
  const { presale } = parts;
  const buy = { product, store, place, presale, picked, setPicked, variant, price };
  return (
    <div className="product-main">
      <Gallery product={product} name={name} />
      <div className="product-words">
        <header className="product-head">
          <Phase product={product} />
          <h1>{name}</h1>
          <Price price={price} from={from} waits={product.phase === "preview"} />
        </header>
        {product.blocks.map((kind) => (
          <Block
            key={kind}
            kind={kind}
            product={product}
            parts={parts}
            store={store}
            buy={<Buy {...buy} />}
          />
        ))}
      </div>
    </div>
  );
}

/** Whether it is coming, for a time, or over; nothing where it is always there. */
function Phase({ product: { phase, opensAt, closesAt } }: { product: Product }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const zone = brand.timeZone;
  if (phase === "preview" && opensAt !== null) {
    return (
      <p className="product-phase">
        <span className="tag">{t("preview.tag")}</span>
        {t("preview.opens", { day: day(opensAt, zone, lang, now()) })}
      </p>
    );
  }
  if (phase === "past") {
    return <p className="product-phase"><span className="tag">{t("past.tag")}</span></p>;
  }
  if (closesAt === null) return null;
  return (
    <p className="product-phase">
      <span className="tag">{t("theme.tag")}</span>
      {t("theme.until", { day: lastDay(closesAt, zone, lang, now()) })}
    </p>
  );
}

interface PriceProps {
  price: GoodsPrice | null;
  from: boolean;
  waits: boolean;
}

function Price({ price, from, waits }: PriceProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  if (!price) return waits ? <p className="quiet">{t("product.noPrice")}</p> : null;
  const { listPriceMinor: list, priceMinor: now, priceOf, memberPriceMinor } = price;
  return (
    <p className="product-price">
      <strong>{amount(now)}</strong>
      {from ? <span>{t("product.from")}</span> : null}
      {now < list ? (
        <s>
          <span className="b-hidden">{t("cart.listPrice")}</span>
          {amount(list)}
        </s>
      ) : null}
      {priceOf === "list" ? null : <span className="goods-why">{t(`goods.${priceOf}`)}</span>}
      {memberPriceMinor === null ? null : (
        <span className="goods-why">
          {t("goods.asMember", { amount: amount(memberPriceMinor) })}
        </span>
      )}
    </p>
  );
}

interface BlockProps {
  kind: ProductBlock;
  product: Product;
  parts: ProductParts;
  store: Store;
  buy: ReactNode;
}

/** One block; a block that has nothing to say is not there. */
function Block({ kind, product, parts: { said, presale }, store, buy }: BlockProps) {
  const { path } = useShop();
  const { t, lang } = useText();
  // what cannot be had here needs no way to get it
  const gone = product.phase === "past" || !product.inChannel;
  if (gone && !["reviews", "cart", "details"].includes(kind)) return null;
  switch (kind) {
    case "gifts":
      return <Gifts product={product} />;
    case "reviews":
      return (
        <Said
          said={said}
          href={path(`/s/${encodeURIComponent(store.code)}/goods/${product.productId}/reviews`)}
        />
      );
    case "area":
      return <Area product={product} store={store} />;
    case "method": {
      const words = t(methodOf(product, presale));
      return <Words title={t("product.method")} icon="store" lines={[words]} />;
    }
    case "promise": {
      const words = inLang(lang, product.promise, product.promiseEn);
      return <Words title={t("product.promise")} icon="check" lines={[words]} />;
    }
    case "cart":
      return buy;
    case "details":
      return <Details product={product} />;
  }
}

function methodOf({ handling, kind }: Product, presale: ProductParts["presale"]) {
  if (handling === "store_only") return "method.storeOnly";
  if (handling === "apply_online") return "method.applyOnline";
  if (handling === "print_in_store") return "method.printInStore";
  if (presale) return "method.presale";
  return kind === "goods" ? "method.online" : "method.service";
}

/** Where and when: in the store's own words, and in any case the store and its hours today. */
function Area({ product, store }: { product: Product; store: Store }) {
  const { t, lang } = useText();
  const place = [inLang(lang, store.name, store.nameEn), store.address];
  const lines = [
    inLang(lang, product.area, product.areaEn),
    place.filter(Boolean).join(" · "),
    store.hoursToday ? t("store.hours", { hours: hoursText(store.hoursToday) }) : "",
  ];
  return <Words title={t("product.area")} icon="pin" lines={lines} />;
}

interface WordsProps {
  title: string;
  icon: "pin" | "store" | "check";
  lines: string[];
}

function Words({ title, icon, lines }: WordsProps) {
  const said = lines.filter(Boolean);
  if (said.length === 0) return null;
  return (
    <section className="product-block">
      <Icon name={icon} />
      <div>
        <h2>{title}</h2>
        {said.map((line) => <p key={line}>{line}</p>)}
      </div>
    </section>
  );
}

function Gifts({ product }: { product: Product }) {
  const { t, lang } = useText();
  const { gifts, offerTitles } = product;
  if (product.handling === "store_only") return null;
  if (gifts.length === 0 && offerTitles.length === 0) return null;
  return (
    <section className="product-block">
      <Icon name="gift" />
      <div>
        <h2>{t("product.gifts")}</h2>
        <ul>
          {gifts.map((gift, at) => (
            <li key={at}>
              <strong>{gift.label}</strong>
              <span className="quiet">{inLang(lang, gift.title, gift.titleEn)}</span>
            </li>
          ))}
          {offerTitles.map((offer) => (
            <li key={offer.title}>{inLang(lang, offer.title, offer.titleEn)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** On demand: what a buyer may want to know and need not read first. */
function Details({ product }: { product: Product }) {
  const { t, lang } = useText();
  const words = inLang(lang, product.details, product.detailsEn);
  return (
    <details className="product-details">
      <summary>{t("product.details")}<Icon name="down" size={18} /></summary>
      {words ? <p className="product-text">{words}</p> : null}
      <dl className="facts">
        {product.brandLabel ? (
          <>
            <dt>{t("product.brand")}</dt>
            <dd>{product.brandLabel}</dd>
          </>
        ) : null}
        <dt>{t("product.code")}</dt>
        <dd>{product.externalCode}</dd>
      </dl>
    </details>
  );
}
