import { Button, buttonClass } from "#packages/ui/button.tsx";
import { lastDay } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import type { GoodsPrice, Product } from "./product.ts";
import {
  changeCart, lineIdOf, mostOfOne, useCart, withQuantity, type CartPlace,
} from "../cart/kept.ts";
import { Stepper } from "../cart/stepper.tsx";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { choicesOf, tapped, type Choice, type Picked } from "./choose.ts";
import { PresaleNote } from "./presale.tsx";
import { Reminder } from "./reminder.tsx";
import { TryOn } from "./try-on.tsx";
import type { ProductParts } from "./use-parts.ts";
import { useText } from "./words.ts";

interface BuyProps {
  product: Product;
  store: Store;
  place: CartPlace;
  presale: ProductParts["presale"];
  picked: Picked;
  setPicked(picked: Picked): void;
  variant: Product["variants"][number] | undefined;
  price: GoodsPrice | null;
}

/** What can be done with the product now: wait for it, book it, choose it and take it. */
export function Buy(props: BuyProps) {
  const { product, store } = props;
  if (product.phase === "past") return <Past product={product} store={store} />;
  if (!product.inChannel) return <OtherChannel store={store} />;
  if (product.phase === "preview") {
    return (
      <>
        <Reminder product={product} />
        <TryOn product={product} store={store} />
      </>
    );
  }
  if (product.handling === "store_only") return <Book store={store} />;
  const applied = product.handling !== "online";
  // What is free is only applied for: there is nothing to put into a cart.
  if (applied && !props.price) return <Apply product={product} store={store} />;
  return (
    <section className="product-buy">
      {applied ? <Apply product={product} store={store} /> : null}
      <Axes {...props} />
      <PresaleNote presale={props.presale} price={props.price} />
      <Take {...props} />
    </section>
  );
}

function Axes({ product, picked, setPicked }: BuyProps) {
  const { t, lang } = useText();
  const choices = choicesOf(product.axes, product.variants, picked);
  const label = (one: Choice): string => {
    const words = inLang(lang, one.value, one.nameEn);
    if (!one.exists) return `${words} · ${t("product.notSold")}`;
    return one.soldOut ? `${words} · ${t("product.soldOut")}` : words;
  };
  return (
    <>
      {product.axes.map((axis, at) => (
        <fieldset className="product-axis" key={axis.key}>
          <legend>{inLang(lang, axis.name, axis.nameEn)}</legend>
          {choices[at]?.map((one) => (
            <button
              key={one.value}
              type="button"
              className={`chip ${one.soldOut ? "chip-sold-out" : ""}`}
              aria-pressed={one.picked}
              aria-label={label(one)}
              disabled={!one.exists && !one.picked}
              onClick={() => setPicked(tapped(picked, axis.key, one.value))}
            >
              {inLang(lang, one.value, one.nameEn)}
              {one.soldOut ? <small>{t("product.soldOut")}</small> : null}
            </button>
          ))}
        </fieldset>
      ))}
    </>
  );
}

function Take({ product, place, picked, variant, price }: BuyProps) {
  const { t, lang } = useText();
  const cart = useCart(place);
  const chosen = product.axes.length === 0 || variant !== undefined;
  const left = product.axes.length === 0 ? product.left : (variant?.left ?? null);
  const options = product.axes.map((axis) => {
    const value = axis.values.find((one) => one.value === picked[axis.key]);
    return value ? inLang(lang, value.value, value.nameEn) : "";
  }).join(" / ");
  const line = {
    productId: product.productId,
    ...(variant ? { variantId: variant.variantId, options } : {}),
    name: product.name,
    nameEn: product.nameEn,
    unitMinor: price?.listPriceMinor ?? null,
  };
  const quantity =
    cart.lines.find((one) => lineIdOf(one) === lineIdOf(line))?.quantity ?? 0;
  const most = Math.min(left ?? mostOfOne, mostOfOne);
  const set = (next: number) =>
    changeCart(place, (now) => withQuantity(now, line, Math.min(next, most)));
  const name = inLang(lang, product.name, product.nameEn);
  const missing = product.axes.find((axis) => picked[axis.key] === undefined);
  const ask = missing
    ? t("product.pick", { name: inLang(lang, missing.name, missing.nameEn) })
    : t("product.pickFirst");
  return (
    <div className="product-take">
      <p className="quiet" role="status">
        {!chosen ? ask : left === null ? "" : left > 0
          ? t("product.left", { count: left })
          : t("product.none")}
      </p>
      {quantity > 0 && chosen ? (
        <Stepper name={name} quantity={quantity} onChange={set} />
      ) : (
        <Button wide disabled={!chosen || left === 0 || !price} onClick={() => set(1)}>
          {t("product.add")}
        </Button>
      )}
    </div>
  );
}

/** A form to fill in here, where the product has one. */
function Apply({ product, store }: { product: Product; store: Store }) {
  const { api, brand, path } = useShop();
  const { t } = useText();
  const { productId } = product;
  const asked = useLoad(`form ${productId}`, () =>
    api.call("getOfferedForm", { path: { brand: brand.key, productId } }),
  );
  if (!asked.data?.offered) return null;
  const page = path(`/s/${encodeURIComponent(store.code)}/apply/${productId}`);
  return (
    <a className={buttonClass("main", true)} href={page} onClick={onLink}>
      {t("product.apply")}
    </a>
  );
}

/** Done in the store only: a time is booked here, or by telephone. */
function Book({ store }: { store: Store }) {
  const { path } = useShop();
  const { t } = useText();
  const page = path(`/s/${encodeURIComponent(store.code)}/book`);
  return (
    <section className="product-buy">
      <p className="quiet">{t("product.bookNote")}</p>
      {store.phone ? (
        <a
          className={buttonClass("main", true)}
          href={`tel:${store.phone.replace(/[^\d+]/g, "")}`}
        >
          <Icon name="phone" size={18} /> {t("product.book")}
        </a>
      ) : null}
      <a
        className={buttonClass(store.phone ? "soft" : "main", true)}
        href={page}
        onClick={onLink}
      >
        {t("product.bookAt")}
      </a>
    </section>
  );
}

function Past({ product, store }: { product: Product; store: Store }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const goods = path(`/s/${encodeURIComponent(store.code)}/goods`);
  const last = lastDay(product.closesAt ?? now(), brand.timeZone, lang, now());
  return (
    <section className="product-buy">
      <h2>{t("past.title")}</h2>
      <p className="quiet">{t("past.note", { day: last })}</p>
      <a className={buttonClass("soft", true)} href={goods} onClick={onLink}>{t("past.next")}</a>
    </section>
  );
}

function OtherChannel({ store }: { store: Store }) {
  const { path } = useShop();
  const { t } = useText();
  const goods = path(`/s/${encodeURIComponent(store.code)}/goods`);
  return (
    <section className="product-buy">
      <h2>{t("product.otherChannel")}</h2>
      <p className="quiet">{t("product.otherChannelNext")}</p>
      <a className={buttonClass("soft", true)} href={goods} onClick={onLink}>{t("past.next")}</a>
    </section>
  );
}
