import type { ReactNode } from "react";
import { Icon } from "#packages/ui/icon.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { LangSwitch } from "#packages/ui/lang-switch.tsx";
import { useCounter, useOnline } from "./counter.ts";
import { Glyph, type GlyphName } from "./glyph.tsx";
import { OfflineBand, OfflineWords } from "./offline/offline-parts.tsx";
import type { Offline } from "./offline/use-offline.ts";
import { takeNewVersion, useNewVersion } from "./shell.ts";
import { switchLang, useText } from "./text.ts";

export type Place =
  | "scan" | "sell" | "bookings" | "pickups" | "today" | "settings";

/** A screen before the store is known. */
export function Plain({ children }: { children: ReactNode }) {
  const { t, lang } = useText();
  return (
    <div className="app">
      <header className="head">
        <span className="head-mark">
          <Seal />
          {t("app.name")}
        </span>
        <LangSwitch lang={lang} onSwitch={(next) => void switchLang(next)} />
      </header>
      <main className="plain">{children}</main>
    </div>
  );
}

function Seal() {
  return (
    <span className="head-seal">
      <Glyph name="scan" size={20} />
    </span>
  );
}

interface FrameProps {
  place: Place;
  onPlace(place: Place): void;
  unconfirmed: number;
  onUnconfirmed(): void;
  offline: Offline;
  onOffline(): void;
  children: ReactNode;
}

/** Store above, the screen, the three places below; what is not yet sent is always in sight. */
export function Frame(props: FrameProps) {
  const { place, onPlace, children } = props;
  const { staff } = useCounter();
  const { t } = useText();
  return (
    <div className="app">
      <StoreHead />
      <Bands {...props} />
      <main className="frame-main">{children}</main>
      <nav className="places" aria-label={t("nav.label")}>
        <PlaceButton name="scan" glyph="scan" at={place} onPlace={onPlace} />
        <PlaceButton name="sell" glyph="till" at={place} onPlace={onPlace} />
        {staff.worksBookings ? (
          <PlaceButton name="bookings" glyph="clock" at={place} onPlace={onPlace} />
        ) : null}
        {staff.worksOrders ? (
          <PlaceButton name="pickups" glyph="bag" at={place} onPlace={onPlace} />
        ) : null}
        <PlaceButton name="today" glyph="list" at={place} onPlace={onPlace} />
        <PlaceButton name="settings" glyph="gear" at={place} onPlace={onPlace} />
      </nav>
    </div>
  );
}

function StoreHead() {
  const { brand, store, changeStore } = useCounter();
  const { t, lang } = useText();
  const name = inLang(lang, store.name, store.nameEn);
  return (
    <header className="head">
      <button
        type="button"
        className="head-store"
        aria-label={t("head.store", { name })}
        onClick={changeStore}
      >
        <Icon name="store" size={22} />
        <span className="head-names">
          <strong>{name}</strong>
          <small>
            {inLang(lang, brand.name, brand.nameEn)}
            {brand.sample ? <span className="head-sample">{t("brand.sample")}</span> : null}
          </small>
        </span>
        <Icon name="down" size={18} />
      </button>
    </header>
  );
}

function Bands({ unconfirmed, onUnconfirmed, offline, onOffline }: FrameProps) {
  const { t } = useText();
  const online = useOnline();
  const newVersion = useNewVersion();
  return (
    <>
      {online ? null : (
        <p className="band band-offline" role="alert">
          <Icon name="offline" size={22} />
          <span>
            <strong>{t(offline.device ? "offline.noLine" : "net.offline")}</strong>
            <small><OfflineWords status={offline.status} /></small>
          </span>
        </p>
      )}
      <OfflineBand offline={offline} onOpen={onOffline} />
      {unconfirmed === 0 ? null : (
        <button type="button" className="band band-waiting" onClick={onUnconfirmed}>
          <Icon name="clock" size={22} />
          <span>
            <strong>{t("outbox.one", { count: unconfirmed })}</strong>
            <small>{t("outbox.next")}</small>
          </span>
          <Icon name="next" size={18} />
        </button>
      )}
      {newVersion ? (
        <button type="button" className="band band-calm" onClick={takeNewVersion}>
          <Glyph name="again" size={22} />
          <strong>{t("update.ready")}</strong>
          <span className="band-act">{t("update.now")}</span>
        </button>
      ) : null}
    </>
  );
}

interface PlaceButtonProps {
  name: Place;
  glyph: GlyphName;
  at: Place;
  onPlace(place: Place): void;
}

function PlaceButton({ name, glyph, at, onPlace }: PlaceButtonProps) {
  const { t } = useText();
  return (
    <button
      type="button"
      aria-current={at === name ? "page" : undefined}
      onClick={() => onPlace(name)}
    >
      <Glyph name={glyph} size={26} />
      <span>{t(`nav.${name}`)}</span>
    </button>
  );
}
