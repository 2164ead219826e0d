import "../styles/reviews.css";
import type { Answer } from "#packages/sdk/index.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { onLink } from "../router.ts";
import { scoreText, Stars } from "./stars.tsx";
import { useText } from "./words.ts";

interface SaidProps {
  said: Answer<"listProductReviews"> | undefined;
  /** Where all of it stands. */
  href: string;
}

/** On the product's page: the score and the newest two words of buyers; the rest on demand. */
export function Said({ said, href }: SaidProps) {
  const { t } = useText();
  if (!said || said.score.mean === null) return null;
  const { score, items } = said;
  const told = items.filter((one) => one.words !== null || one.hiddenReason).slice(0, 2);
  return (
    <section className="product-block">
      <Icon name="star" />
      <div className="said">
        <h2>{t("reviews.title")}</h2>
        <a className="said-score" href={href} onClick={onLink}>
          <strong>{scoreText(score.mean ?? 0)}</strong>
          <Stars stars={Math.round((score.mean ?? 0) / 100)} />
          <span>{t("reviews.count", { count: score.count })}</span>
          <Icon name="next" size={18} />
        </a>
        {told.length > 0 ? (
          <ul>
            {told.map(({ reviewId, stars, words, hiddenReason }) => (
              <li key={reviewId}>
                <Stars stars={stars} />
                <p>
                  {hiddenReason
                    ? t("reviews.hidden", { reason: t(`reviews.reason.${hiddenReason}`) })
                    : words}
                </p>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}
