import { useState } from "react";
import { buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { onLink } from "../router.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import type { Service } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { lengthWords } from "./in-words.ts";
import { PickTime } from "./pick-time.tsx";
import { useText } from "./words.ts";

/** A store's services; then, on the same screen, day and time. One service needs no choosing. */
export function BookScreen({ store }: { store: Store }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const calls = useCalls();
  const asked = useLoad(`services ${store.storeId}`, () => calls.services(store.code));
  const services = asked.data?.items;
  const [chosenId, setChosenId] = useState<string | null>(wantedService);
  const chosen = services?.find((one) => one.serviceId === chosenId)
    ?? (services?.length === 1 ? services[0] : undefined);
  return (
    <div className="page page-narrow book">
      <ScreenHead back={path(`/s/${encodeURIComponent(store.code)}`)} title={t("book.title")} />
      <p className="quiet">{inLang(lang, store.name, store.nameEn)}</p>
      {asked.problem ? <Notice {...asked.problem} /> : null}
      {asked.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {services?.length === 0 ? <Nothing store={store} /> : null}
      {services && !chosen ? <Services services={services} onChoose={setChosenId} /> : null}
      {services && chosen ? (
        <>
          <Chosen
            service={chosen}
            onChange={services.length > 1 ? () => setChosenId(null) : undefined}
          />
          <PickTime key={chosen.serviceId} store={store} service={chosen} />
        </>
      ) : null}
    </div>
  );
}

/** The service that a link names: `?for=…`. */
const wantedService = (): string | null => new URLSearchParams(location.search).get("for");

interface ServicesProps {
  services: readonly Service[];
  onChoose(serviceId: string): void;
}

function Services({ services, onChoose }: ServicesProps) {
  const { t, lang } = useText();
  return (
    <section className="book-services" aria-labelledby="book-what">
      <h2 id="book-what">{t("book.what")}</h2>
      {services.map((one) => (
        <button
          key={one.serviceId}
          type="button"
          className="book-service"
          onClick={() => onChoose(one.serviceId)}
        >
          <span>
            <strong>{inLang(lang, one.name, one.nameEn)}</strong>
            {one.about ? <small>{inLang(lang, one.about, one.aboutEn)}</small> : null}
            <Costs service={one} />
          </span>
          <Icon name="next" />
        </button>
      ))}
    </section>
  );
}

function Costs({ service }: { service: Service }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { priceMinor, depositMinor, durationMin } = service;
  const amount = (minor: number) => money(minor, brand.currency, lang);
  return (
    <small>
      <span className="book-price">{priceMinor ? amount(priceMinor) : t("book.free")}</span>
      {" · "}{lengthWords(t, durationMin)}
      {depositMinor ? ` · ${t("book.deposit", { amount: amount(depositMinor) })}` : ""}
    </small>
  );
}

function Chosen({ service, onChange }: { service: Service; onChange: (() => void) | undefined }) {
  const { t, lang } = useText();
  return (
    <div className="book-chosen">
      <span>
        <strong>{inLang(lang, service.name, service.nameEn)}</strong>
        <Costs service={service} />
      </span>
      {onChange ? (
        <button type="button" className="book-link" onClick={onChange}>{t("book.change")}</button>
      ) : null}
    </div>
  );
}

function Nothing({ store }: { store: Store }) {
  const { path } = useShop();
  const { t } = useText();
  const { phone } = store;
  const toStore = path(`/s/${encodeURIComponent(store.code)}`);
  return (
    <Empty
      icon="clock"
      title={t("book.none")}
      next={t("book.noneNext")}
      action={
        phone ? (
          <a className={buttonClass("main")} href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
            {t("store.call", { phone })}
          </a>
        ) : (
          <a className={buttonClass("main")} href={toStore} onClick={onLink}>
            {t("book.toStore")}
          </a>
        )
      }
    />
  );
}
