import { useText } from "../../text.ts";
import { FigureLink } from "./figure-link.tsx";
import { figureLabel, type Figures, type LoopFilter, percent } from "./figures.ts";

const stages = ["observed", "valid", "claims", "visits", "redemptions"] as const;
type Stage = (typeof stages)[number];

interface FunnelProps {
  readonly figures: Figures;
  readonly filter: LoopFilter;
}

/** The stages as bars on one scale; each figure opens, each step says what is left of it. */
export function Funnel({ figures, filter }: FunnelProps) {
  const { t } = useText();
  const valueOf = (stage: Stage) => figures[stage] ?? 0;
  const most = Math.max(1, ...stages.map(valueOf));
  return (
    <>
      <p className="c-sentence">
        <Sentence figures={figures} />
      </p>
      <ol className="c-funnel">
        {stages.map((stage, index) => {
          const before = index > 0 ? valueOf(stages[index - 1] as Stage) : 0;
          const rate = before > 0 ? percent(valueOf(stage) / before) : "—";
          return (
            <li key={stage}>
              <span className="c-funnel-name">{t(figureLabel(stage))}</span>
              <span className="c-funnel-track" aria-hidden="true">
                <span
                  className="c-funnel-bar"
                  style={{ width: `${(valueOf(stage) / most) * 100}%` }}
                />
              </span>
              <FigureLink figure={stage} value={figures[stage]} filter={filter} />
              <small>{index > 0 ? t("loop.rate", { rate }) : ""}</small>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Sentence({ figures }: { figures: Figures }) {
  const { t } = useText();
  const valid = figures.valid ?? 0;
  if (valid === 0) return <>{t("loop.funnelNothing")}</>;
  const per = (count: number | null | undefined) => (((count ?? 0) / valid) * 100).toFixed(1);
  const steps = stages.slice(2).map((stage, index) => {
    const before = figures[stages[index + 1] as Stage] ?? 0;
    return { stage, kept: before > 0 ? (figures[stage] ?? 0) / before : 1 };
  });
  const worst = steps.reduce((least, step) => (step.kept < least.kept ? step : least));
  return (
    <>
      {t("loop.funnelSentence", {
        claims: per(figures.claims),
        redemptions: per(figures.redemptions),
        worst: t(figureLabel(worst.stage)),
      })}
    </>
  );
}
