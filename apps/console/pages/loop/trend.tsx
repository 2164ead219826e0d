import { useEffect, useMemo, useRef } from "react";
import { accentSet } from "#packages/ui/accent.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, dayName } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { dayChart, drawDays } from "./chart.ts";
import type { LoopFilter } from "./figures.ts";

interface Day {
  readonly day: string;
  readonly claims: number;
  readonly redemptions: number;
}

function useDays(filter: LoopFilter): readonly Day[] | undefined {
  const brand = useBrand();
  const found = useAnswer("readLoop", {
    path: brand.path,
    query: { ...filter, groupBy: "day", limit: 200 },
  });
  const { data } = found;
  return useMemo(() => {
    if (!data) return undefined;
    const rows = new Map(data.rows.map((row) => [row.key, row.figures]));
    const days: Day[] = [];
    // Where the answer goes on, later days are not drawn as empty ones.
    const last = data.next ? (data.rows.at(-1)?.key ?? data.from) : data.to;
    for (let day = data.from; day <= last; day = addDays(day, 1)) {
      const figures = rows.get(day);
      days.push({ day, claims: figures?.claims ?? 0, redemptions: figures?.redemptions ?? 0 });
    }
    return days;
  }, [data]);
}

/** Claims and redemptions by day, with the sentence that says what it shows. */
export function DayTrend({ filter }: { filter: LoopFilter }) {
  const { t, lang } = useText();
  const brand = useBrand();
  const place = useRef<HTMLDivElement>(null);
  const days = useDays(filter);
  const accent = brand.me.brand.accentColor;

  useEffect(() => {
    if (!place.current || !days) return undefined;
    const chart = dayChart(place.current);
    const set = accentSet(accent);
    drawDays(chart, days.map((one) => dayName(one.day, lang)), [
      {
        name: t("figure.claims"),
        kind: "bar",
        values: days.map((one) => one.claims),
        colour: set["--accent-mid"],
      },
      {
        name: t("figure.redemptions"),
        kind: "line",
        values: days.map((one) => one.redemptions),
        colour: set["--accent-deep"],
      },
    ]);
    const fit = new ResizeObserver(() => chart.resize());
    fit.observe(place.current);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [days, accent, lang, t]);

  return (
    <>
      <p className="c-sentence">{days ? <Sentence days={days} /> : t("kit.loading")}</p>
      <div className="c-chart" ref={place} role="img" aria-label={t("loop.trend")} />
    </>
  );
}

function Sentence({ days }: { days: readonly Day[] }) {
  const { t, lang } = useText();
  const sum = days.reduce((total, one) => total + one.redemptions, 0);
  if (sum === 0) return <>{t("loop.trendNothing")}</>;
  const best = days.reduce((most, one) => (one.redemptions > most.redemptions ? one : most));
  return (
    <>
      {t("loop.trendSentence", {
        day: dayName(best.day, lang),
        count: best.redemptions,
        mean: (sum / days.length).toFixed(1),
      })}
    </>
  );
}
