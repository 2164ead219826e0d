import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

const days = 30;

/** Seconds as people say them. */
function useLasted(): (seconds: number | null) => string {
  const { t } = useText();
  return (seconds) => {
    if (seconds === null) return "—";
    if (seconds < 3_600) return t("reviews.minutes", { count: Math.ceil(seconds / 60) });
    const hours = Math.round(seconds / 360) / 10;
    return hours < 48
      ? t("reviews.hours", { count: hours })
      : t("reviews.days", { count: Math.round(hours / 2.4) / 10 });
  };
}

/** How the last thirty days' reviews were answered, of one store or of all. */
export function ReviewFigures({ storeId }: { storeId: string | undefined }) {
  const brand = useBrand();
  const { t } = useText();
  const lasted = useLasted();
  const query = { days, ...(storeId ? { storeId } : {}) };
  const { data } = useAnswer("getReviewFigures", { path: brand.path, query });
  if (!data) return null;
  const figures = [
    {
      key: "mean",
      label: t("reviews.mean"),
      value: data.mean === null ? "—" : (data.mean / 100).toFixed(2),
      note: t("reviews.counted", { count: data.reviews }),
    },
    {
      key: "answer",
      label: t("reviews.firstAnswer"),
      value: lasted(data.medianAnswer),
      note: t("reviews.answeredOf", { answered: data.answered, count: data.reviews }),
    },
    {
      key: "low",
      label: t("reviews.lowAnswer"),
      value: lasted(data.lowMedianAnswer),
      note: t("reviews.answeredOf", { answered: data.lowAnswered, count: data.low }),
    },
    {
      key: "solved",
      label: t("reviews.solvedCount"),
      value: String(data.solved),
      note: t("reviews.unsolvedCount", { count: data.unsolved, hidden: data.hidden }),
    },
  ];
  return (
    <dl className="c-review-figures" aria-label={t("reviews.figures", { days })}>
      {figures.map(({ key, label, value, note }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd><strong>{value}</strong><small>{note}</small></dd>
        </div>
      ))}
    </dl>
  );
}
