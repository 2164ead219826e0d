import { useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { lastDay, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon, type IconName } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { BrandMark } from "../frame.tsx";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { Benefit, BrandCard, MyCard, MyPoints, Tier } from "./answers.ts";
import { CodeSheet } from "./code-sheet.tsx";
import { DaysOfPoints } from "./days-of-points.tsx";
import { standingOf, type Standing } from "./standing.ts";
import { useText } from "./words.ts";

/** The member's card: who they are at a till, what they have, what is theirs to ask for. */
export function CardScreen() {
  const { api, brand, member, setMember } = useShop();
  const { t, lang } = useText();
  const path = { brand: brand.key };
  const mine = useLoad(member ? `card ${lang}` : null, async () => ({
    ...(await api.call("getMyCard", { path })),
    ...(await api.call("getMyPoints", { path })),
  }));

  useEffect(() => {
    if (mine.problem?.status === 401) setMember(null);
  }, [mine.problem, setMember]);

  if (!member) return <SignInPlace title={t("card.title")} />;
  return (
    <div className="page page-narrow">
      <h1>{t("card.title")}</h1>
      {mine.loading ? <Skeleton rows={6} label={t("kit.loading")} /> : null}
      {mine.problem ? <Notice {...mine.problem} /> : null}
      {mine.data ? <Shown mine={mine.data} /> : null}
    </div>
  );
}

function Shown({ mine }: { mine: MyCard & MyPoints }) {
  const { card, standing, points, rule } = mine;
  const where = card ? standingOf(card, standing) : null;
  return (
    <>
      <Plate card={card} where={where} heldUntil={standing.heldUntil} />
      {where?.next ? <Way where={where} /> : null}
      {rule || points.spendable + points.pending + points.frozen > 0 ? (
        <Points points={points} />
      ) : null}
      {card ? <Benefits card={card} where={where} /> : null}
    </>
  );
}

interface PlateProps {
  card: BrandCard | null;
  where: Standing | null;
  heldUntil: number | null;
}

function Plate({ card, where, heldUntil }: PlateProps) {
  const { brand, member, now } = useShop();
  const { t, lang } = useText();
  const [open, setOpen] = useState(false);
  const tier = where?.tier ?? null;
  return (
    <section className={`card-plate card-${card?.look ?? "accent"}`} aria-label={t("card.title")}>
      <header>
        <BrandMark />
        <span>{card ? inLang(lang, card.name, card.nameEn) : t("card.title")}</span>
      </header>
      <p className="card-tier">{tier ? inLang(lang, tier.name, tier.nameEn) : t("card.member")}</p>
      <footer>
        <span>
          {member?.phoneMasked}
          {heldUntil ? (
            <small>
              {t("card.heldUntil", { day: lastDay(heldUntil, brand.timeZone, lang, now()) })}
            </small>
          ) : null}
        </span>
        <Button look="plain" onClick={() => setOpen(true)}>{t("card.show")}</Button>
      </footer>
      {open ? <CodeSheet onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function Way({ where }: { where: Standing }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { next, missingMinor, share } = where;
  if (!next) return null;
  const tier = inLang(lang, next.name, next.nameEn);
  return (
    <div className="card-way">
      <p>
        {t("card.missing", { amount: money(missingMinor, brand.currency, lang), tier })}
        <small>{t("card.missingNote")}</small>
      </p>
      <span className="card-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${Math.max(0.02, share)})` }} />
      </span>
    </div>
  );
}

function Points({ points }: { points: MyPoints["points"] }) {
  const { path } = useShop();
  const { t } = useText();
  return (
    <Card>
      <div className="card-points">
        <p>
          <strong>{points.spendable}</strong>
          <span>{t("points.spendable")}</span>
        </p>
        <a className={buttonClass("soft")} href={path("/mall")} onClick={onLink}>
          {t("mall.title")}
        </a>
      </div>
      <DaysOfPoints points={points} />
      <a className="card-more" href={path("/card/points")} onClick={onLink}>
        {t("points.list")} <Icon name="next" size={16} />
      </a>
    </Card>
  );
}

/** The brand's rule as it is. */
const usual = 10_000;

const icons: Readonly<Record<Benefit["kind"], IconName>> = {
  free_item: "leaf",
  priority: "clock",
  birthday: "gift",
  event: "store",
  service: "person",
  member_price: "ticket",
};

function Benefits({ card, where }: { card: BrandCard; where: Standing | null }) {
  const { t, lang } = useText();
  const tier = where?.tier ?? null;
  const next = where?.next ?? null;
  const later = next?.benefits ?? [];
  return (
    <Card title={t("card.benefits")}>
      <ul className="card-benefits">
        {[...card.benefits, ...(tier?.benefits ?? [])].map((one, place) => (
          <BenefitRow key={place} benefit={one} />
        ))}
        {tier ? <TimesRow tier={tier} /> : null}
      </ul>
      {next && (later.length > 0 || next.pointsBps > usual) ? (
        <>
          <p className="card-later">
            {t("card.later", { tier: inLang(lang, next.name, next.nameEn) })}
          </p>
          <ul className="card-benefits card-benefits-later">
            {later.map((one, place) => <BenefitRow key={place} benefit={one} />)}
            <TimesRow tier={next} />
          </ul>
        </>
      ) : null}
    </Card>
  );
}

/** More points for each order, where the tier gives them. */
function TimesRow({ tier: { pointsBps } }: { tier: Tier }) {
  const { t } = useText();
  if (pointsBps === usual) return null;
  return (
    <li>
      <span className="card-benefit-mark"><Icon name="plus" size={20} /></span>
      <span>
        <strong>{t("card.times", { times: pointsBps / usual })}</strong>
        <small>{t("card.timesNote")}</small>
      </span>
    </li>
  );
}

function BenefitRow({ benefit }: { benefit: Benefit }) {
  const { lang } = useText();
  const { title, titleEn, detail, detailEn } = benefit;
  return (
    <li>
      <span className="card-benefit-mark"><Icon name={icons[benefit.kind]} size={20} /></span>
      <span>
        <strong>{inLang(lang, title, titleEn)}</strong>
        {detail ? <small>{inLang(lang, detail, detailEn)}</small> : null}
      </span>
    </li>
  );
}
