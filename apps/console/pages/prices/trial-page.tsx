import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../api.ts";
import { useBrand } from "../../brand.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { emptyTrial, type TrialInput, trialBody } from "./trial.ts";
import { TrialAnswer } from "./trial-answer.tsx";
import { TrialCart } from "./trial-cart.tsx";
import { TrialFacts } from "./trial-facts.tsx";

/** A cart that staff make up: what it costs, and why, before anybody stands in a store. */
export function TrialPage() {
  const { t } = useText();
  const [input, setInput] = useState<TrialInput>(emptyTrial);
  const [chosen, choose] = useState<readonly string[] | null>(null);
  const change = (part: Partial<TrialInput>) => setInput((before) => ({ ...before, ...part }));
  const best = useTrial(input);
  const own = useTrial(input, chosen ?? undefined);
  const [view, setView] = useState<"best" | "own">("best");
  const ticked = chosen ? (own.data ?? null) : null;
  const shown = view === "own" && ticked ? ticked : best.data;
  const filled = input.lines.length > 0;
  return (
    <>
      <PageHead title={t("trial.title")} lead={t("trial.lead")} />
      <div className="c-trial">
        <div>
          <TrialCart input={input} change={change} priced={shown?.priced} />
          <TrialFacts input={input} change={change} />
        </div>
        <section
          className="c-trial-answer"
          aria-label={t("trial.answer")}
          aria-busy={best.waiting || own.waiting}
        >
          {filled && best.error ? (
            <ErrorNote error={best.error} again={() => void best.refetch()} />
          ) : null}
          {!filled ? (
            <Empty title={t("trial.empty")} next={t("trial.emptyNext")} />
          ) : best.data && shown ? (
            <TrialAnswer
              best={best.data}
              own={ticked}
              shown={shown}
              show={setView}
              chosen={chosen}
              choose={(ids) => {
                choose(ids);
                setView(ids ? "own" : "best");
              }}
              input={input}
              change={change}
            />
          ) : best.error ? null : (
            <Skeleton active />
          )}
        </section>
      </div>
    </>
  );
}

const waitMs = 300;

/** Asked again a moment after the last change; the answer before stays until then. */
function useTrial(input: TrialInput, choose?: readonly string[]) {
  const brand = useBrand();
  const { lang } = useText();
  const body = JSON.stringify(trialBody(input, brand.me.brand, choose));
  const settled = useSettled(body);
  const found = useQuery({
    queryKey: ["trialPrice", brand.key, settled, lang],
    queryFn: ({ signal }) =>
      api.call("trialPrice", { path: brand.path, body: JSON.parse(settled), signal }),
    enabled: input.lines.length > 0,
    placeholderData: keepPreviousData,
    // offers change while somebody tries: what is shown is never older than the screen
    staleTime: 0,
  });
  return { ...found, waiting: found.isFetching || settled !== body };
}

function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
