import { useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { inLang, type Lang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { version } from "../../package.json";
import { signOut } from "./api.ts";
import { useCounter } from "./counter.ts";
import { Glyph } from "./glyph.tsx";
import { installer, isInstalled, onInstaller } from "./install.ts";
import { OfflineCard } from "./offline/offline-parts.tsx";
import type { Offline } from "./offline/use-offline.ts";
import { isSoundOn, setSound, signal } from "./signal.ts";
import { switchLang, useText } from "./text.ts";

interface SettingsProps {
  unconfirmed: number;
  offline: Offline;
  onOffline(): void;
}

export function SettingsScreen({ unconfirmed, offline, onOffline }: SettingsProps) {
  const { t } = useText();
  return (
    <div className="page">
      <h1>{t("settings.title")}</h1>
      <PlaceCard />
      <Card>
        <SoundSwitch />
        <Language />
      </Card>
      <PhoneCard />
      <OfflineCard offline={offline} onOpen={onOffline} />
      <AccountCard unconfirmed={unconfirmed} />
      <p className="quiet settings-version">
        {t("settings.version")} {version}
      </p>
    </div>
  );
}

function PlaceCard() {
  const { brand, store, severalBrands, changeStore, changeBrand } = useCounter();
  const { t, lang } = useText();
  return (
    <Card title={inLang(lang, store.name, store.nameEn)}>
      <p className="quiet">
        {[inLang(lang, brand.name, brand.nameEn), store.address].filter(Boolean).join(" · ")}
      </p>
      <div className="settings-acts">
        <Button wide look="soft" onClick={changeStore}>{t("settings.change")}</Button>
        {severalBrands ? (
          <Button wide look="plain" onClick={changeBrand}>{t("settings.brandChange")}</Button>
        ) : null}
      </div>
    </Card>
  );
}

function SoundSwitch() {
  const { t } = useText();
  const [on, setOn] = useState(isSoundOn);
  return (
    <label className="setting">
      <span>
        {t("settings.sound")}
        <small>{t("settings.soundNote")}</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        checked={on}
        onChange={(event) => {
          setSound(event.target.checked);
          setOn(event.target.checked);
          signal("good");
        }}
      />
    </label>
  );
}

const languages: readonly (readonly [Lang, string])[] = [["zh", "中文"], ["en", "English"]];

function Language() {
  const { t, lang } = useText();
  return (
    <div className="setting">
      <span id="language">{t("kit.language")}</span>
      <span className="segments" role="group" aria-labelledby="language">
        {languages.map(([key, name]) => (
          <button
            key={key}
            type="button"
            aria-pressed={lang === key}
            onClick={() => void switchLang(key)}
          >
            {name}
          </button>
        ))}
      </span>
    </div>
  );
}

/** What this phone has, and how it could have more. */
function PhoneCard() {
  const { t } = useText();
  return (
    <Card title={t("settings.phone")}>
      <p className={`setting-fact ${isSecureContext ? "setting-good" : "setting-warn"}`}>
        {isSecureContext ? <Glyph name="lock" /> : <Icon name="offline" size={24} />}
        <span>{isSecureContext ? t("settings.secure") : t("settings.insecure")}</span>
      </p>
      {isSecureContext ? null : (
        <a className={buttonClass("soft", true)} href="/trust">{t("settings.trust")}</a>
      )}
      <Install />
    </Card>
  );
}

function Install() {
  const { t } = useText();
  const [ready, setReady] = useState(installer);
  useEffect(() => onInstaller(() => setReady(installer())), []);
  if (isInstalled()) return <p className="quiet setting-more">{t("settings.installed")}</p>;
  const apple = /iPhone|iPad/.test(navigator.userAgent);
  return (
    <div className="setting-more">
      <strong>{t("settings.install")}</strong>
      {ready ? (
        <Button wide look="soft" onClick={() => void ready.prompt()}>
          {t("settings.installNow")}
        </Button>
      ) : (
        <p className="quiet">{apple ? t("settings.installIos") : t("settings.installMenu")}</p>
      )}
    </div>
  );
}

function AccountCard({ unconfirmed }: { unconfirmed: number }) {
  const { staff, email, signedOut } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState(false);

  async function leave(): Promise<void> {
    setBusy(true);
    try {
      await signOut();
      signedOut();
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
      setBusy(false);
    }
  }

  return (
    <Card title={t("settings.account")}>
      <p>{staff.name}</p>
      <p className="quiet">{email}</p>
      {unconfirmed > 0 ? <p className="setting-warn">{t("settings.signOutPending")}</p> : null}
      <div className="settings-acts">
        <Button
          wide
          look="plain"
          busy={busy}
          disabled={unconfirmed > 0}
          onClick={() => void leave()}
        >
          {t("settings.signOut")}
        </Button>
      </div>
    </Card>
  );
}
