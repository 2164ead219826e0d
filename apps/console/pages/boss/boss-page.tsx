import { Link, Navigate } from "@tanstack/react-router";
import { Segmented, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, dayName, today } from "../../parts/days.ts";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { hrefOf, placesFor } from "../../navigation.ts";
import { EventsPlace, useOpenEvents } from "../loop/figure-link.tsx";
import { figureText, percent } from "../loop/figures.ts";

const DayTrend = lazy(() =>
  import("../loop/trend.tsx").then((file) => ({ default: file.DayTrend })),
);

type Boss = Answer<"readBossPage">;
type BossFigure = Boss["figures"][number];

/** The first page: the overview, or what the person may see instead of it. */
export function BossPage() {
  const brand = useBrand();
  const first = placesFor(brand)[0]?.places[0];
  if (first && first.to !== "") return <Navigate to={hrefOf(brand, first)} replace />;
  return <Overview />;
}

/** One phone screen: seven figures, what they were before, and where they come from. */
function Overview() {
  const brand = useBrand();
  const { t } = useText();
  const [days, setDays] = useState(30);
  const to = today(brand.me.brand.timeZone);
  const range = { from: addDays(to, 1 - days), to };
  const boss = useAnswer("readBossPage", { path: brand.path, query: range });
  const choices = [
    { value: 7, label: t("boss.days7") },
    { value: 30, label: t("boss.days30") },
    { value: 90, label: t("boss.days90") },
  ];
  return (
    <EventsPlace>
      <div className="c-boss" aria-busy={boss.isPlaceholderData}>
        <header className="c-boss-head">
          <h1>{t("boss.title")}</h1>
          <Segmented
            aria-label={t("boss.period")}
            options={choices}
            value={days}
            onChange={setDays}
          />
        </header>
        {boss.error ? <ErrorNote error={boss.error} again={() => void boss.refetch()} /> : null}
        {boss.data ? <BossFigures boss={boss.data} /> : null}
        {boss.isLoading ? <Skeleton active /> : null}
        {boss.data && !isEmpty(boss.data) ? (
          <section className="c-boss-trend">
            <h2>{t("boss.trend")}</h2>
            <Suspense fallback={<Skeleton active />}>
              <DayTrend filter={range} />
            </Suspense>
          </section>
        ) : null}
      </div>
    </EventsPlace>
  );
}

const isEmpty = (boss: Boss): boolean =>
  [...boss.figures, ...boss.closings].every((one) => !one.value && !one.before);

function BossFigures({ boss }: { boss: Boss }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const text = (name: string) => {
    const value = boss.figures.find((one) => one.figure === name)?.value;
    return figureText(name, value, brand);
  };
  const { position, behind } = boss.asOf;
  if (isEmpty(boss)) return <Nothing />;
  return (
    <>
      <p className="c-boss-sentence">
        {t("boss.sentence", {
          from: dayName(boss.from, lang),
          to: dayName(boss.to, lang),
          valid: text("valid"),
          claims: text("claims"),
          visits: text("visits"),
          redemptions: text("redemptions"),
          sales: text("salesMinor"),
        })}
      </p>
      <div className="c-boss-figures">
        {boss.figures.map((one) => (
          <BossFigureCard key={one.figure} one={one} />
        ))}
      </div>
      <section className="c-boss-closings">
        <h2>{t("boss.closings")}</h2>
        <div className="c-boss-figures">
          {boss.closings.map((one) => (
            <BossFigureCard key={one.figure} one={one} />
          ))}
        </div>
      </section>
      <Experience boss={boss} />
      <p className="c-boss-source">
        {t("boss.source", { position })} ·{" "}
        {behind > 0 ? t("boss.behind", { count: behind }) : t("boss.fresh")}
      </p>
    </>
  );
}

/** Stores that sell nothing are judged by who came, and by what that led to. */
function Experience({ boss: { experience } }: { boss: Boss }) {
  const brand = useBrand();
  const { t } = useText();
  if (!experience) return null;
  return (
    <section className="c-boss-closings">
      <h2>
        {t("boss.experience", { count: experience.stores })}{" "}
        <Link to={`/${brand.key}/store-figures`}>{t("boss.experienceMore")}</Link>
      </h2>
      <div className="c-boss-figures">
        {experience.figures.map((one) => (
          <BossFigureCard key={one.figure} one={one} />
        ))}
      </div>
    </section>
  );
}

/** More is better, but for what is given away. */
function toneOf({ figure, change }: BossFigure): string {
  if (change === null || Math.abs(change) < 0.005) return "";
  const good = figure === "discountRatio" ? change < 0 : change > 0;
  return good ? "c-up" : "c-down";
}

function BossFigureCard({ one }: { one: BossFigure }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const open = useOpenEvents();
  const { figure, value, before, change, opens } = one;
  const label = inLang(lang, one.label, one.labelEn);
  const filter = { from: opens.from, to: opens.to, unitId: opens.unitId };
  const arrow = (change ?? 0) > 0 ? "↑" : "↓";
  const flat = change !== null && Math.abs(change) < 0.005;
  const moved = flat ? t("boss.same") : `${arrow} ${percent(Math.abs(change ?? 0))}`;
  return (
    <button
      type="button"
      className={`c-boss-figure ${figure === "salesMinor" ? "c-boss-first" : ""}`}
      title={t("boss.opens")}
      onClick={() => open({ figure: opens.figure, label, filter })}
    >
      <span className="c-boss-label">{label}</span>
      <strong>{figureText(figure, value, brand)}</strong>
      <span className="c-boss-change">
        <b className={toneOf(one)}>{change === null ? t("boss.new") : moved}</b>
        <span>{t("boss.before", { value: figureText(figure, before, brand) })}</span>
      </span>
      {one.unknown > 0 ? (
        <small>{t("boss.unknownBills", { count: one.unknown })}</small>
      ) : null}
    </button>
  );
}

function Nothing() {
  const brand = useBrand();
  const { t } = useText();
  return (
    <Empty title={t("boss.empty")} next={t("boss.emptyNext")}>
      <p className="c-empty-ways">
        {brand.may("offers.write") ? (
          <Link to={`/${brand.key}/offers/new`}>{t("boss.makeOffer")}</Link>
        ) : null}
        {brand.may("channels.write") ? (
          <Link to={`/${brand.key}/channels`} search={{ tab: "codes" }}>
            {t("boss.makeCode")}
          </Link>
        ) : null}
      </p>
    </Empty>
  );
}
