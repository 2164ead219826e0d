import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useMemo } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { api } from "../../api.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, today } from "../../parts/days.ts";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { EventsPlace, FigureLink } from "./figure-link.tsx";
import {
  type FigureName,
  type Figures,
  figureLabel,
  filterNames,
  type LoopFilter,
} from "./figures.ts";
import { Funnel } from "./funnel.tsx";
import { LoopFilters } from "./loop-filters.tsx";
import { LoopTable } from "./loop-table.tsx";
import { Traffic } from "./traffic.tsx";

const DayTrend = lazy(() => import("./trend.tsx").then((file) => ({ default: file.DayTrend })));

type Search = Record<string, string>;

/** The filters as they stand in the address; the last thirty days where no day is named. */
function useFilter(): LoopFilter {
  const brand = useBrand();
  const search = useSearch({ strict: false }) as Search;
  const zone = brand.me.brand.timeZone;
  return useMemo(() => {
    const to = search["to"] ?? today(zone);
    const named = filterNames.flatMap((name) => (search[name] ? [[name, search[name]]] : []));
    return { from: addDays(to, -29), to, ...Object.fromEntries(named) } as LoopFilter;
  }, [search, zone]);
}

/** The loop, from the first touch to the till, with every figure open to its events. */
export function LoopPage() {
  const brand = useBrand();
  const { t } = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const filter = useFilter();
  const change = (next: Search) =>
    void navigate({ to: `/${brand.key}/loop`, search: next, replace: true, resetScroll: false });
  const query = { ...filter, limit: 1 };
  const loop = useAnswer("readLoop", { path: brand.path, query });
  const groupBy = (search["by"] ?? "channel") as "channel";
  const csv = api.url("exportLoop", { path: brand.path, query: { ...filter, groupBy } });
  return (
    <EventsPlace>
      <PageHead
        title={t("loop.title")}
        lead={t("loop.lead")}
        actions={
          brand.may("insights.export") ? (
            <Button href={csv} download="loop.csv">
              {t("loop.csv")}
            </Button>
          ) : null
        }
      />
      <LoopFilters search={search} filter={filter} onChange={change} />
      {loop.error ? <ErrorNote error={loop.error} again={() => void loop.refetch()} /> : null}
      {loop.data ? (
        <Report loop={loop.data} filter={filter} waiting={loop.isPlaceholderData} />
      ) : null}
      {loop.isLoading ? <Skeleton active /> : null}
      <LoopTable
        filter={filter}
        groupBy={groupBy}
        onGroup={(by) => change({ ...search, by })}
      />
    </EventsPlace>
  );
}

interface ReportProps {
  readonly loop: Answer<"readLoop">;
  readonly filter: LoopFilter;
  /** The figures are of the filter before. */
  readonly waiting: boolean;
}

function Report({ loop, filter, waiting }: ReportProps) {
  const { t } = useText();
  const { figures } = loop;
  return (
    <div className="c-report" aria-busy={waiting}>
      <section className="c-panel">
        <h2>{t("loop.funnel")}</h2>
        <Funnel figures={figures} filter={filter} />
        <Pairs title={t("loop.closings")} names={closings} figures={figures} filter={filter} />
        <p className="c-quiet">{t("loop.closingsText")}</p>
      </section>
      <section className="c-panel">
        <h2>{t("loop.trend")}</h2>
        <Suspense fallback={<Skeleton active />}>
          <DayTrend filter={filter} />
        </Suspense>
      </section>
      <section className="c-panel">
        <h2>{t("loop.traffic")}</h2>
        <Traffic filter={filter} />
      </section>
      <section className="c-panel">
        <Pairs title={t("loop.money")} names={money} figures={figures} filter={filter} />
        <Pairs title={t("loop.people")} names={people} figures={figures} filter={filter} />
      </section>
    </div>
  );
}

const closings = ["transactionsClosed", "qualifiedClosed", "qualifiedRate"] as const;
const money = ["salesMinor", "discountMinor", "discountRatio"] as const;
const people = [
  "claimsNew", "claimsKnown", "redemptionsNew", "redemptionsKnown", "redeemersNew",
  "redeemersKnown",
] as const;

interface PairsProps {
  readonly title: string;
  readonly names: readonly FigureName[];
  readonly figures: Figures;
  readonly filter: LoopFilter;
}

function Pairs({ title, names, figures, filter }: PairsProps) {
  const { t } = useText();
  return (
    <>
      <h2>{title}</h2>
      <dl className="c-pairs">
        {names.map((name) => (
          <div key={name}>
            <dt>{t(figureLabel(name))}</dt>
            <dd>
              <FigureLink figure={name} value={figures[name]} filter={filter} />
            </dd>
          </div>
        ))}
      </dl>
      {names.includes("salesMinor") && (figures.unknownBills ?? 0) > 0 ? (
        <p className="c-quiet">{t("boss.unknownBills", { count: figures.unknownBills ?? 0 })}</p>
      ) : null}
    </>
  );
}
