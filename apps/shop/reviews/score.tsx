import { scoreText, Stars } from "./stars.tsx";
import type { Score } from "./use-reviews.ts";
import { useText } from "./words.ts";

interface ScoreProps {
  score: Score;
  /** Only reviews with so many; null: all. */
  stars: number | null;
  onPick(stars: number | null): void;
}

/** The mean of all, and how many gave how many stars: each row narrows the list. */
export function ScoreHead({ score, stars, onPick }: ScoreProps) {
  const { t } = useText();
  if (score.mean === null) return null;
  return (
    <div className="score">
      <p className="score-mean">
        <strong>{scoreText(score.mean)}</strong>
        <Stars stars={Math.round(score.mean / 100)} />
        <small>{t("reviews.count", { count: score.count })}</small>
      </p>
      <ul className="score-rows">
        {[5, 4, 3, 2, 1].map((one) => {
          const given = score.counts[one - 1] ?? 0;
          return (
            <li key={one}>
              <button
                type="button"
                aria-pressed={stars === one}
                disabled={given === 0}
                onClick={() => onPick(stars === one ? null : one)}
              >
                <span>{t("reviews.stars", { stars: one })}</span>
                <span className="score-bar" aria-hidden="true">
                  <span style={{ transform: `scaleX(${given / score.count})` }} />
                </span>
                <span>{given}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
