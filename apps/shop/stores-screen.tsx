import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { distance } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { NearbyStore, PageData, StoreQuery } from "./api.ts";
import { onLink } from "./router.ts";
import { useShop } from "./shop.ts";
import { useStorePages } from "./store-pages.ts";
import { useText } from "./text.ts";

type Place = { lat: number; lng: number };

/** The brand's stores: by city, or by distance once the member says where they are. */
export function StoresScreen({ lost }: { lost?: PageData["kind"] }) {
  const { t } = useText();
  const [place, setPlace] = useState<Place>();
  const [city, setCity] = useState("");
  const [openNow, setOpenNow] = useState(false);
  const [hasOffer, setHasOffer] = useState(false);
  const query: StoreQuery = {
    ...(place ? { ...place, system: "WGS-84" } : {}),
    ...(city ? { city } : {}),
    ...(openNow ? { openNow } : {}),
    ...(hasOffer ? { hasOffer } : {}),
  };
  function clear(): void {
    setCity("");
    setOpenNow(false);
    setHasOffer(false);
  }
  return (
    <div className="page">
      {lost ? <Lost kind={lost} /> : null}
      <div className="stores-head">
        <h1>{t("stores.title")}</h1>
        <Locate place={place} onPlace={setPlace} />
      </div>
      <div className="stores-tools" role="group" aria-label={t("stores.filters")}>
        <CityChoice city={city} onChoose={setCity} />
        <Filter label={t("stores.openNow")} on={openNow} onSwitch={setOpenNow} />
        <Filter label={t("stores.hasOffer")} on={hasOffer} onSwitch={setHasOffer} />
      </div>
      <StoreList query={query} onClear={clear} />
    </div>
  );
}

function Lost({ kind }: { kind: PageData["kind"] }) {
  const { t } = useText();
  const title = kind === "retired" ? t("lost.retired") : t("lost.notFound");
  return <Notice tone="calm" title={title} next={t("lost.next")} />;
}

function CityChoice({ city, onChoose }: { city: string; onChoose(city: string): void }) {
  const { api } = useShop();
  const { t } = useText();
  const cities = useLoad("cities", () => api.cities());
  return (
    <label className="chip chip-select">
      <span className="b-hidden">{t("stores.city")}</span>
      <select value={city} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t("stores.allCities")}</option>
        {cities.data?.items.map((one) => (
          <option key={one.city} value={one.city}>
            {one.city}
          </option>
        ))}
      </select>
      <Icon name="down" size={16} />
    </label>
  );
}

interface FilterProps {
  label: string;
  on: boolean;
  onSwitch(on: boolean): void;
}

function Filter({ label, on, onSwitch }: FilterProps) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onSwitch(!on)}>
      {on ? <Icon name="check" size={16} /> : null}
      {label}
    </button>
  );
}

interface LocateProps {
  place: Place | undefined;
  onPlace(place: Place | undefined): void;
}

/** Asks for the position on a tap only, and only where the browser can give one. */
function Locate({ place, onPlace }: LocateProps) {
  const { t } = useText();
  const [state, setState] = useState<"idle" | "asking" | "refused">("idle");
  if (!isSecureContext || !("geolocation" in navigator)) {
    return <p className="stores-note">{t("stores.noLocation")}</p>;
  }
  function ask(): void {
    if (place) return onPlace(undefined);
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        onPlace({ lat: coords.latitude, lng: coords.longitude });
      },
      () => setState("refused"),
      { timeout: 8000, maximumAge: 60_000 },
    );
  }
  if (state === "refused") return <p className="stores-note">{t("stores.locationOff")}</p>;
  return (
    <button type="button" className="chip" aria-pressed={place !== undefined} onClick={ask}>
      <Icon name="pin" size={16} />
      {state === "asking" ? t("stores.locating") : t("stores.useLocation")}
    </button>
  );
}

function StoreList({ query, onClear }: { query: StoreQuery; onClear(): void }) {
  const { t } = useText();
  const { stores, problem, loading, more, reload } = useStorePages(query);
  if (problem) {
    const again = <Button look="plain" onClick={reload}>{t("kit.retry")}</Button>;
    return <Notice {...problem} action={again} />;
  }
  if (loading) return <Skeleton rows={4} label={t("kit.loading")} />;
  if (stores.length === 0) {
    const clear = <Button look="soft" onClick={onClear}>{t("stores.clear")}</Button>;
    return (
      <Empty icon="store" title={t("stores.none")} next={t("stores.noneNext")} action={clear} />
    );
  }
  return (
    <>
      <ul className="stores-list">
        {stores.map((store) => (
          <li key={store.storeId}>
            <StoreLine store={store} />
          </li>
        ))}
      </ul>
      {more ? (
        <Button wide look="plain" onClick={more}>
          {t("kit.more")}
        </Button>
      ) : null}
    </>
  );
}

function StoreLine({ store }: { store: NearbyStore }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const away = store.distanceMeters;
  return (
    <a className="store-line" href={path(`/s/${encodeURIComponent(store.code)}`)} onClick={onLink}>
      <span className="store-line-main">
        <strong>{inLang(lang, store.name, store.nameEn)}</strong>
        <span>{store.address ?? store.city}</span>
        <span className="store-line-tags">
          {store.hoursToday || store.openNow ? (
            <span className={store.openNow ? "store-open" : "store-closed"}>
              {store.openNow ? t("store.open") : t("store.closed")}
            </span>
          ) : null}
          {store.role === "sales" ? null : (
            <span className="tag-plain">{t(`role.${store.role}`)}</span>
          )}
        </span>
      </span>
      {away === null ? null : <span className="store-line-away">{distance(away, lang)}</span>}
      <Icon name="next" size={18} />
    </a>
  );
}
