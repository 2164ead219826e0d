import type { Item } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

/** Stars, words, replies and outcome of one, and each time that its words were hidden. */
export function Said({ review }: { review: Item<"listReviews"> }) {
  const brand = useBrand();
  const { t } = useText();
  const { stars, words, hiddenReason, replies, outcome, hidings } = review;
  return (
    <div className="c-review">
      <span
        className={stars <= 2 ? "c-review-low" : ""}
        role="img"
        aria-label={t("reviews.stars", { stars })}
      >
        {"★".repeat(stars)}{"☆".repeat(5 - stars)}
      </span>
      {words ? <p className={hiddenReason ? "c-review-hidden" : ""}>{words}</p> : null}
      {replies.map((reply) => (
        <blockquote key={reply.repliedAt}>
          {reply.text} <small>{brand.at(reply.repliedAt)}</small>
        </blockquote>
      ))}
      {outcome ? (
        <span className={`c-state c-state-${outcome === "solved" ? "done" : "closed"}`}>
          {t(`reviews.outcome.${outcome}`)}
        </span>
      ) : null}
      {hidings.map(({ act, reason, note, actedAt }) => (
        <small key={actedAt}>
          {act === "hide"
            ? t("reviews.wasHidden", { reason: reason ? t(`reviews.reason.${reason}`) : "" })
            : t("reviews.wasShown")}
          {" · "}{note} · {brand.at(actedAt)}
        </small>
      ))}
    </div>
  );
}
