import type { Answer } from "#packages/sdk/index.ts";
import { useText } from "../../text.ts";

/** What the law and the arithmetic ask before publishing, each with yes or no. */
export function DrawChecks({ draw }: { draw: Answer<"getDraw"> }) {
  const { t } = useText();
  const missing = draw.checks.filter((check) => !check.isMet).length;
  return (
    <section className="c-draw-checks">
      <h2>{t("draw.checks")}</h2>
      <p className={missing > 0 ? "c-bad" : "c-good"}>
        {missing > 0 ? t("draw.checksMissing", { count: missing }) : t("draw.checksAll")}
      </p>
      <ul>
        {draw.checks.map(({ code, isMet, prizes }) => (
          <li key={code} className={isMet ? "" : "c-bad"}>
            <b aria-hidden="true">{isMet ? "✓" : "✗"}</b>
            <span>
              {t(`draw.check.${code}`)}
              {prizes.length > 0 ? (
                <small> · {t("draw.checkPrizes", { list: prizes.join("、") })}</small>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <p className="c-quiet">{t("draw.checkLaw")}</p>
    </section>
  );
}
