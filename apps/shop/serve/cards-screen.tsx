import type { Answer } from "#packages/sdk/index.ts";
import { buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { day, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { onLink } from "../router.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { RightsPart } from "./rights-part.tsx";
import { useText } from "./words.ts";

type StampCard = Answer<"listMyStampCards">["items"][number];

/** Every stamp card as a card, then what is to be had without a purchase. */
export function CardsScreen() {
  const { api, brand, member, path } = useShop();
  const { t } = useText();
  const asked = useLoad(member ? "cards" : null, () =>
    api.call("listMyStampCards", { path: { brand: brand.key } }));
  const me = useLoad(member ? "me" : null, () => api.me());
  if (!member) return <SignInPlace title={t("cards.title")} />;
  const cards = asked.data?.items;
  const visits = cards?.some((card) => card.earn === "visit" && card.state === "active");
  return (
    <div className="page page-narrow cards">
      <ScreenHead back={path("/wallet")} title={t("cards.title")} />
      {asked.problem ? <Notice {...asked.problem} /> : null}
      {asked.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {cards?.length === 0 ? (
        <Empty icon="ticket" title={t("cards.none")} next={t("cards.noneNext")} />
      ) : null}
      {cards?.map((card) => <CardFace key={card.programmeId} card={card} />)}
      {visits && me.data ? (
        <section className="cards-how">
          <p className="quiet">{t("cards.how")}</p>
          <a
            className={buttonClass("main", true)}
            href={path(`/right/stamps/${me.data.memberId}`)}
            onClick={onLink}
          >
            {t("cards.mine")}
          </a>
        </section>
      ) : null}
      <RightsPart />
    </div>
  );
}

/** How a stamp is earned, in a line. */
function useEarnWords(card: StampCard): string {
  const { brand } = useShop();
  const { t, lang } = useText();
  if (card.state === "ended") return t("cards.ended");
  if (card.earn === "amount") {
    return t("cards.earn.amount", { amount: money(card.perMinor ?? 0, brand.currency, lang) });
  }
  if (card.earn === "category" || card.visitRule === null) return t("cards.earn.category");
  const rule = t(`cards.rule.${card.visitRule}`, { minutes: card.visitMinutes ?? 0 });
  return `${t("cards.earn.visit")} · ${rule}`;
}

/** A paper card: a ring for each stamp, filled ones with their day, the last one is the reward. */
function CardFace({ card }: { card: StampCard }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { held, needed } = card;
  const filled = Math.max(0, held);
  const reward = inLang(lang, card.rewardName, card.rewardNameEn);
  const earned = useEarnWords(card);
  const missing = needed - held;
  const days = card.stamps.flatMap(({ at, count }) => Array.from({ length: count }, () => at));
  days.reverse();
  return (
    <article className={`stamp-card ${card.state === "ended" ? "stamp-card-over" : ""}`}>
      <header>
        <h2>{inLang(lang, card.name, card.nameEn)}</h2>
        <span className="stamp-count">{t("cards.held", { held: filled, needed })}</span>
      </header>
      <p className="stamp-reward">{t("cards.of", { needed, reward })}</p>
      <ol className={`stamp-rings ${needed > 10 ? "stamp-rings-many" : ""}`}>
        {Array.from({ length: needed }, (_, place) => (
          <Ring
            key={place}
            at={place < filled ? (days.at(place - filled) ?? null) : null}
            filled={place < filled}
            last={place === needed - 1}
          />
        ))}
      </ol>
      <footer>
        <p>
          <strong>
            {held < 0
              ? t("cards.debt", { count: -held })
              : t("cards.missing", { count: missing })}
          </strong>
          {card.expiresAt ? (
            <span>
              {" · "}
              {t("cards.until", { day: day(card.expiresAt, brand.timeZone, lang, now()) })}
            </span>
          ) : null}
        </p>
        <p>{earned}</p>
        {card.rewards > card.owed ? (
          <p>{t("cards.rewards", { count: card.rewards - card.owed })}</p>
        ) : null}
        {card.owed > 0 ? <p>{t("cards.owed", { count: card.owed })}</p> : null}
      </footer>
    </article>
  );
}

interface RingProps {
  at: number | null;
  filled: boolean;
  last: boolean;
}

function Ring({ at, filled, last }: RingProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const on = at === null ? "" : day(at, brand.timeZone, lang, now());
  const label = filled ? on : t(last ? "cards.gift" : "cards.empty");
  return (
    <li
      className={`stamp-ring ${filled ? "stamp-full" : ""} ${last ? "stamp-last" : ""}`}
      aria-label={label}
    >
      {filled ? <Icon name="check" size={22} /> : last ? <Gift /> : null}
    </li>
  );
}

function Gift() {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" className="b-icon" aria-hidden="true">
      <path d="M4 11h16v9H4zM3 7h18v4H3zM12 7v13" />
      <path d="M12 7S7 7 7 4.5 12 4 12 7zm0 0s5 0 5-2.5S12 4 12 7z" />
    </svg>
  );
}
