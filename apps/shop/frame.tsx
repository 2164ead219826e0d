import type { ReactNode } from "react";
import { Icon, type IconName } from "#packages/ui/icon.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { LangSwitch } from "#packages/ui/lang-switch.tsx";
import type { PageData } from "./api.ts";
import { countOf, useCart } from "./cart/kept.ts";
import { lastStore } from "./last-store.ts";
import { onLink, type Route } from "./router.ts";
import { useShop } from "./shop.ts";
import { switchLang, useText } from "./text.ts";

/** Brand above, the screen, and the places of the shop below it (above on wide screens). */
export function Frame({ route, children }: { route: Route; children: ReactNode }) {
  const { brand, path, first } = useShop();
  const { t, lang } = useText();
  const pictured = isHere("store", route, first) && !inStore.includes(route.name);
  const onStore = pictured || route.name === "flash";
  const toCounter = ["voucher", "till", "right"].includes(route.name);
  const name = inLang(lang, brand.name, brand.nameEn);
  return (
    <div className={`frame ${onStore ? "frame-store" : ""} ${toCounter ? "frame-counter" : ""}`}>
      <header className="frame-head">
        <a className="frame-brand" href={path("/stores")} onClick={onLink}>
          <BrandMark />
          <span>{name}</span>
        </a>
        <Places route={route} />
        <LangSwitch lang={lang} onSwitch={(next) => void switchLang(next)} />
      </header>
      <main className="frame-main">{children}</main>
      {brand.sample ? <footer className="frame-sample">{t("brand.sample")}</footer> : null}
    </div>
  );
}

/** The brand's logo, or a seal with its first character. */
export function BrandMark() {
  const { brand } = useShop();
  if (brand.logoUrl) return <img className="brand-mark" src={brand.logoUrl} alt="" />;
  return (
    <span className="brand-mark brand-seal" aria-hidden="true">
      {[...brand.name][0]}
    </span>
  );
}

function Places({ route }: { route: Route }) {
  const { path, first, brand } = useShop();
  const { t } = useText();
  const code = first.store?.code ?? lastStore(brand.key);
  const here = "code" in route ? route.code : code;
  const count = countOf(useCart({ brandKey: brand.key, storeCode: here ?? "" }));
  const inStore = here ? `/s/${encodeURIComponent(here)}` : null;
  const places = [
    ...(inStore ? [placeOf("store", "store", inStore)] : []),
    placeOf("stores", "compass", "/stores"),
    ...(inStore && brand.sells ? [placeOf("cart", "cart", `${inStore}/cart`)] : []),
    placeOf("wallet", "ticket", "/wallet"),
    placeOf("me", "person", "/me"),
  ];
  return (
    <nav className="frame-places" aria-label={t("nav.label")}>
      {places.map((place) => (
        <a
          key={place.name}
          href={path(place.path)}
          onClick={onLink}
          aria-current={isHere(place.name, route, first) ? "page" : undefined}
        >
          <Icon name={place.icon} size={22} />
          {place.name === "cart" && count > 0 ? (
            <>
              <span className="b-hidden">{t("nav.inCart", { count })}</span>
              <span aria-hidden="true">{t("nav.cart")}</span>
              <span className="frame-count" aria-hidden="true">{Math.min(count, 99)}</span>
            </>
          ) : (
            <span>{t(`nav.${place.name}`)}</span>
          )}
        </a>
      ))}
    </nav>
  );
}

type PlaceName = "store" | "stores" | "cart" | "wallet" | "me";

function placeOf(name: PlaceName, icon: IconName, path: string) {
  return { name, icon, path };
}

const ofMember: readonly Route["name"][] =
  ["orders", "bookings", "applications", "card", "points", "mall", "stored", "myReviews"];
const inWallet: readonly Route["name"][] =
  ["wallet", "voucher", "code", "gift", "cards", "stamp", "right"];
const inStore: readonly Route["name"][] =
  ["goods", "product", "productReviews", "book", "apply", "reviews"];

/** A source code that leads nowhere any more shows the list of stores. */
function isHere(name: PlaceName, route: Route, first: PageData): boolean {
  const scanned = route.name === "source";
  if (name === "cart") return ["cart", "checkout", "till"].includes(route.name);
  if (name === "me" && ofMember.includes(route.name)) return true;
  if (name === "store" && inStore.includes(route.name)) return true;
  if (name === "store") return route.name === "store" || (scanned && first.store !== undefined);
  if (name === "stores") return route.name === name || (scanned && first.store === undefined);
  if (name === "wallet") return inWallet.includes(route.name);
  return route.name === name;
}
