import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Progress, Segmented, Skeleton } from "antd";
import { useEffect, useRef } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, usePages, useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { Empty, ErrorNote } from "../../../parts/note.tsx";
import { PageHead } from "../../../parts/page-head.tsx";
import "../../../styles/guard.css";
import { useText } from "../../../text.ts";
import { WorstCard } from "./worst-card.tsx";

type Check = Answer<"listPriceFindings">["check"];

const whileRunningMs = 2_000;

/** Products that accepted offers can bring below their floor, and how far the check is. */
export function FindingsPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { show } = useSearch({ strict: false }) as { show?: string };
  const cleared = show === "cleared";
  const query = { limit: 20, ...(cleared ? { cleared } : {}) };
  const pages = usePages("listPriceFindings", { path: brand.path, query });
  const recheck = useWrite("recheckPrices", { done: t("findings.asked") });
  const check = useCheck(pages.again);
  return (
    <>
      <PageHead
        title={t("findings.title")}
        lead={t("findings.lead")}
        actions={
          <Button
            loading={recheck.isPending}
            disabled={check !== null && check.state !== "done"}
            onClick={() => recheck.mutate({ path: brand.path })}
          >
            {t("findings.recheck")}
          </Button>
        }
      />
      <CheckProgress check={check} />
      <div className="c-findings-bar">
        <Segmented
          aria-label={t("findings.title")}
          value={cleared ? "cleared" : "open"}
          onChange={(next) =>
            void navigate({
              to: `/${brand.key}/price-findings`,
              search: next === "cleared" ? { show: "cleared" } : {},
            })
          }
          options={[
            { value: "open", label: t("findings.open") },
            { value: "cleared", label: t("findings.cleared") },
          ]}
        />
      </div>
      <Findings pages={pages} cleared={cleared} />
    </>
  );
}

/** Follows the running check, and has the list read again when it is through. */
function useCheck(again: () => void): Check {
  const brand = useBrand();
  const input = { path: brand.path, query: { limit: 1 } };
  const first = useAnswer("listPriceFindings", input);
  const runs = (first.data?.check?.state ?? "done") !== "done";
  const { data } = useAnswer("listPriceFindings", input, {
    refetchInterval: runs ? whileRunningMs : 60_000,
  });
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !runs) again();
    ran.current = runs;
  }, [runs, again]);
  return data?.check ?? null;
}

function CheckProgress({ check }: { check: Check }) {
  const brand = useBrand();
  const { t } = useText();
  if (!check) return null;
  const { state, done, total, askedAt } = check;
  if (state === "done") {
    const at = brand.at(askedAt);
    return <p className="c-quiet">{t("findings.checked", { at, total: Math.max(total, done) })}</p>;
  }
  const percent = total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
  return (
    <div role="status" className="c-guard">
      <p>
        {state === "waiting"
          ? t("findings.waiting", { total })
          : t("findings.running", { done, total })}
      </p>
      <Progress percent={percent} />
    </div>
  );
}

type Pages = ReturnType<typeof usePages<"listPriceFindings">>;

function Findings({ pages, cleared }: { pages: Pages; cleared: boolean }) {
  const brand = useBrand();
  const { t } = useText();
  if (pages.loading) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (pages.error && pages.items.length === 0) {
    return <ErrorNote error={pages.error} again={pages.again} />;
  }
  if (pages.items.length === 0) {
    return cleared ? (
      <Empty title={t("findings.noneCleared")} />
    ) : (
      <Empty title={t("findings.none")} next={t("findings.noneNext")} />
    );
  }
  return (
    <>
      {cleared ? null : <p className="c-quiet">{t("findings.keeps")}</p>}
      <div className="c-worst-list">
        {pages.items.map((one) => (
          <WorstCard
            key={one.findingId}
            worst={one}
            faded={cleared}
            note={
              one.clearedAt === null
                ? t("findings.since", { at: brand.at(one.sinceAt) })
                : t("findings.until", { at: brand.at(one.clearedAt) })
            }
          />
        ))}
      </div>
      {pages.hasMore ? (
        <Button loading={pages.loadingMore} onClick={pages.more}>
          {t("list.more")}
        </Button>
      ) : null}
    </>
  );
}
