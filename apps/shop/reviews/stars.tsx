import { useId } from "react";
import { useText } from "./words.ts";

const five = [1, 2, 3, 4, 5] as const;

/** Given stars, read aloud as a number. */
export function Stars({ stars }: { stars: number }) {
  const { t } = useText();
  return (
    <span className="stars">
      <span className="b-hidden">{t("reviews.stars", { stars })}</span>
      <span aria-hidden="true">
        {five.map((one) => (
          <span key={one} className={one <= stars ? "star star-on" : "star"}>
            {one <= stars ? "★" : "☆"}
          </span>
        ))}
      </span>
    </span>
  );
}

interface PickProps {
  label: string;
  stars: number | null;
  onChange(stars: number): void;
}

/** One of five, by touch or by the arrow keys. */
export function StarPick({ label, stars, onChange }: PickProps) {
  const { t } = useText();
  const name = useId();
  return (
    <fieldset className="star-pick">
      <legend>{label}</legend>
      <div>
        {five.map((one) => (
          <label key={one} className={stars !== null && one <= stars ? "star-on" : ""}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={stars === one}
              onChange={() => onChange(one)}
            />
            <span className="b-hidden">{t("reviews.stars", { stars: one })}</span>
            <span aria-hidden="true">{stars !== null && one <= stars ? "★" : "☆"}</span>
          </label>
        ))}
      </div>
      <p className="quiet" aria-live="polite">
        {stars === null ? t("reviews.pick") : t(`reviews.said.${stars as 1 | 2 | 3 | 4 | 5}`)}
      </p>
    </fieldset>
  );
}

/** Hundredths of a star, as people say it. */
export const scoreText = (mean: number): string => (Math.round(mean / 10) / 10).toFixed(1);
