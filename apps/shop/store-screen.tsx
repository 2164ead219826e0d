import { useEffect, useState, type MouseEvent, type ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { hoursText } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Block, Offer, PageData, ReleaseItem, Store, StoreDraw, StoreScore } from "./api.ts";
import { BlockList } from "./block-list.tsx";
import { BrandMark } from "./frame.tsx";
import { rememberStore } from "./last-store.ts";
import { OfferList } from "./offer-list.tsx";
import { ReleaseList } from "./release-list.tsx";
import { onLink } from "./router.ts";
import { Scene } from "./scene.tsx";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

interface Shown {
  store: Store;
  blocks: Block[];
  offers: Offer[];
  releases: ReleaseItem[];
  draws: StoreDraw[];
  booking: boolean;
  score: StoreScore | null;
}

interface StoreScreenProps {
  code: string;
  /** In place of a store that does not exist or has closed. */
  lost: ReactNode;
}

/** A store's page: a picture, its promises with one button each, and what its owners say. */
export function StoreScreen({ code, lost }: StoreScreenProps) {
  const { api, first } = useShop();
  const { t } = useText();
  const carried = first.store?.code === code && first.blocks ? shownOf(first) : undefined;
  const asked = useLoad(carried ? null : `store ${code}`, () => api.storePage(code));
  const shown = carried ?? shownOf(asked.data);
  const { problem, reload } = asked;
  if (problem?.status === 404 || problem?.status === 410) return lost;
  if (problem) {
    const again = <Button look="plain" onClick={reload}>{t("kit.retry")}</Button>;
    return (
      <div className="page">
        <Notice {...problem} action={again} />
      </div>
    );
  }
  if (!shown) return <Skeleton label={t("kit.loading")} />;
  return <StorePage shown={shown} />;
}

function shownOf(page: Partial<PageData> | undefined): Shown | undefined {
  if (!page?.store) return undefined;
  const { store, blocks = [], offers = [], parts } = page;
  return {
    store, blocks, offers, releases: parts?.releases ?? [], draws: parts?.draws ?? [],
    booking: Boolean(parts?.bookings), score: parts?.reviews ?? null,
  };
}

function StorePage({ shown }: { shown: Shown }) {
  const { brand, path, acted } = useShop();
  const { t, lang } = useText();
  const { store, blocks } = shown;
  const [claimed, setClaimed] = useState<ReadonlySet<string>>(new Set());
  const automatic = shown.offers.filter((offer) => offer.trigger === "automatic");
  const offers = shown.offers
    .filter((offer) => offer.trigger !== "automatic")
    .map((offer) => ({
      ...offer,
      claimedByMe: offer.claimedByMe || claimed.has(offer.offerId),
    }));
  useEffect(() => rememberStore(brand.key, store.code), [brand.key, store.code]);
  const name = inLang(lang, store.name, store.nameEn);
  const onTap = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a,button")) acted();
  };
  return (
    <div className="store" onClick={onTap}>
      <Hero store={store} blocks={blocks} name={name} />
      <div className="store-sheet">
        <StoreHead store={store} score={shown.score} name={name} />
        {shown.booking ? <ToBooking code={store.code} /> : null}
        <ReleaseList releases={shown.releases} storeId={store.storeId} />
        {offers.length > 0 ? (
          <OfferList
            offers={offers}
            storeId={store.storeId}
            onClaimed={(offerId) => setClaimed((before) => new Set(before).add(offerId))}
          />
        ) : automatic.length === 0 && shown.releases.length === 0 ? (
          <Empty icon="ticket" title={t("store.noOffers")} next={t("store.noOffersNext")} />
        ) : null}
      </div>
      <div className="store-shelf">
        {shown.draws.map((draw) => <ToDraw key={draw.drawId} draw={draw} />)}
        <Automatic offers={automatic} />
        {brand.sells ? <ToGoods code={store.code} /> : null}
      </div>
      <StoreFacts store={store} />
      <BlockList blocks={blocks} />
      <a className="store-nearby" href={path("/stores")} onClick={onLink}>
        <Icon name="compass" />
        <span>{t("store.nearby")}</span>
        <Icon name="next" size={18} />
      </a>
    </div>
  );
}

function Hero({ store, blocks, name }: { store: Store; blocks: Block[]; name: string }) {
  const { brand } = useShop();
  const { t } = useText();
  const own = blocks.find((block) => block.unitKind === "store" && block.imageUrl);
  return (
    <div className="store-hero">
      {own?.imageUrl ? (
        <img className="store-photo" src={own.imageUrl} alt={t("store.picture", { name })} />
      ) : (
        <Scene
          kind={store.role === "pickup" ? "cup" : "house"}
          seed={store.code}
          mark={[...brand.name][0]}
          label={t("store.picture", { name })}
        />
      )}
      <span className="store-hero-mark">
        <BrandMark />
      </span>
    </div>
  );
}

interface HeadProps {
  store: Store;
  score: StoreScore | null;
  name: string;
}

function StoreHead({ store, score, name }: HeadProps) {
  const { t } = useText();
  return (
    <header className="store-head">
      <p className="store-role">{t(`role.${store.role}`)}</p>
      <h1>{name}</h1>
      <p className="store-now">
        {store.hoursToday || store.openNow ? (
          <span className={store.openNow ? "store-open" : "store-closed"}>
            {store.openNow ? t("store.open") : t("store.closed")}
          </span>
        ) : null}
        <span>
          {store.hoursToday
            ? t("store.hours", { hours: hoursText(store.hoursToday) })
            : t("store.noHours")}
        </span>
      </p>
      {score?.mean ? <ToReviews code={store.code} mean={score.mean} count={score.count} /> : null}
    </header>
  );
}

/** The store's score, and behind it all that guests say. */
function ToReviews({ code, mean, count }: { code: string; mean: number; count: number }) {
  const { path } = useShop();
  const { t } = useText();
  const to = path(`/s/${encodeURIComponent(code)}/reviews`);
  return (
    <a className="store-score" href={to} onClick={onLink}>
      <Icon name="star" size={18} />
      {t("store.score", { mean: (mean / 100).toFixed(1), count })}
      <Icon name="next" size={18} />
    </a>
  );
}

/** Offers that nobody claims: they count by themselves. */
function Automatic({ offers }: { offers: Offer[] }) {
  const { t, lang } = useText();
  if (offers.length === 0) return null;
  return (
    <section className="automatic" aria-labelledby="automatic">
      <h2 id="automatic">{t("store.automatic")}</h2>
      <ul>
        {offers.map((offer) => (
          <li key={offer.offerId}>
            <strong>{inLang(lang, offer.title, offer.titleEn)}</strong>
            {offer.description ? (
              <span>{inLang(lang, offer.description, offer.descriptionEn)}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToDraw({ draw }: { draw: StoreDraw }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const over = draw.phase === "over" || draw.phase === "ended";
  const to = path(`/draws/${draw.drawId}`);
  return (
    <a className="store-nearby store-goods" href={to} onClick={onLink}>
      <Icon name="gift" />
      <span>
        {inLang(lang, draw.name, draw.nameEn)}
        <small>{over ? t("store.drawOver") : t("store.drawNote")}</small>
      </span>
      <Icon name="next" size={18} />
    </a>
  );
}

function ToBooking({ code }: { code: string }) {
  const { path } = useShop();
  const { t } = useText();
  const to = path(`/s/${encodeURIComponent(code)}/book`);
  return (
    <a className="store-nearby store-goods" href={to} onClick={onLink}>
      <Icon name="clock" />
      <span>
        {t("store.book")}
        <small>{t("store.bookNote")}</small>
      </span>
      <Icon name="next" size={18} />
    </a>
  );
}

function ToGoods({ code }: { code: string }) {
  const { path } = useShop();
  const { t } = useText();
  return (
    <a
      className="store-nearby store-goods"
      href={path(`/s/${encodeURIComponent(code)}/goods`)}
      onClick={onLink}
    >
      <Icon name="cart" />
      <span>
        {t("store.goods")}
        <small>{t("store.goodsNote")}</small>
      </span>
      <Icon name="next" size={18} />
    </a>
  );
}

function StoreFacts({ store }: { store: Store }) {
  const { t } = useText();
  return (
    <ul className="store-facts">
      {store.address ? (
        <li>
          <Icon name="pin" />
          <span className="b-hidden">{t("store.address")}</span>
          <span>{store.address}</span>
        </li>
      ) : null}
      {store.phone ? (
        <li>
          <Icon name="phone" />
          <a href={`tel:${store.phone.replace(/[^\d+]/g, "")}`}>
            {t("store.call", { phone: store.phone })}
          </a>
        </li>
      ) : null}
    </ul>
  );
}
