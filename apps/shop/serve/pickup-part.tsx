import type { ReactNode } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { day } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { navigate, onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { text, useText } from "./words.ts";

export type Pickup = Answer<"listMyPickups">["items"][number];

/** Above the vouchers: what waits at a store, and the way to the cards. */
export function ServePart(): ReactNode {
  const { api, brand, member, path } = useShop();
  const { t } = useText();
  const asked = useLoad(member ? "pickups" : null, () =>
    api.call("listMyPickups", { path: { brand: brand.key } }));
  const pickups = asked.data?.items ?? [];
  return (
    <div className="serve">
      {pickups.length > 0 ? <h2 className="serve-head">{t("pickup.head")}</h2> : null}
      {pickups.map((pickup) => <PickupCard key={pickup.orderId} pickup={pickup} />)}
      <a className="serve-link" href={path("/cards")} onClick={onLink}>
        <span>
          <strong>{t("cards.link")}</strong>
          <small>{t("cards.linkNote")}</small>
        </span>
        <Icon name="next" size={20} />
      </a>
    </div>
  );
}

export function goodsOf(pickup: Pickup): string {
  const { lang } = text();
  return pickup.goods
    .filter(({ quantity }) => quantity > 0)
    .map(({ name, nameEn, quantity }) => `${inLang(lang, name, nameEn)} ×${quantity}`)
    .join(lang === "en" ? ", " : "、");
}

/** How far it is, in a word, and until when it is kept. */
export function usePickupWords(pickup: Pickup): { readonly ready: string; readonly until: string } {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const last = pickup.releaseAt;
  const on = last === null ? "" : day(last, brand.timeZone, lang, now());
  const ready = pickup.overdueAt
    ? t("pickup.overdueKeep")
    : pickup.remindedAt
      ? t("pickup.reminded")
      : t(pickup.readyAt ? "pickup.ready" : "pickup.packing");
  const until = last === null || pickup.overdueAt ? "" : t("pickup.until", { day: on });
  return { ready, until };
}

function PickupCard({ pickup }: { pickup: Pickup }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const { ready, until } = usePickupWords(pickup);
  const store = inLang(lang, pickup.storeName, pickup.storeNameEn);
  const show = () => navigate(path(`/right/pickup/${pickup.orderId}`));
  return (
    <article className={`pickup-card ${pickup.readyAt ? "pickup-card-ready" : ""}`}>
      <p className="pickup-card-goods">{goodsOf(pickup)}</p>
      <p>{t("pickup.at", { store })}</p>
      <p className="pickup-card-state"><strong>{ready}</strong> <span>{until}</span></p>
      <Button wide onClick={show}>{t("pickup.show")}</Button>
    </article>
  );
}

/** On the order's own page: where it is collected, and its code. */
export function OrderPickup({ orderId, state }: { orderId: string; state: string }) {
  const { api, brand, path } = useShop();
  const { t, lang } = useText();
  const asked = useLoad(`pickup ${orderId} ${state}`, () =>
    api.call("getMyPickup", { path: { brand: brand.key, orderId } }));
  const pickup = asked.data?.pickup;
  if (!pickup) return null;
  const store = inLang(lang, pickup.storeName, pickup.storeNameEn);
  if (state !== "paid") {
    return <p className="quiet">{t("pickup.at", { store })} · {t("pickup.free")}</p>;
  }
  return (
    <section className="order-pickup">
      <OrderPickupWords pickup={pickup} store={store} />
      <a
        className={buttonClass("main", true)}
        href={path(`/right/pickup/${orderId}`)}
        onClick={onLink}
      >
        {t("pickup.show")}
      </a>
    </section>
  );
}

function OrderPickupWords({ pickup, store }: { pickup: Pickup; store: string }) {
  const { t } = useText();
  const { ready, until } = usePickupWords(pickup);
  return (
    <p>
      <strong>{t("pickup.at", { store })}</strong>
      <span>{[ready, until, t("pickup.free")].filter(Boolean).join(" · ")}</span>
    </p>
  );
}
