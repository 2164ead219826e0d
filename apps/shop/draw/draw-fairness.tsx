import { buttonClass } from "#packages/ui/button.tsx";
import type { Draw } from "../api.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

/** Commitment, seed and log: what anybody needs to recompute the results. */
export function DrawFairness({ draw }: { draw: Draw }) {
  const { brand } = useShop();
  const { t } = useText();
  return (
    <details className="b-card draw-fair" open={draw.seed !== null}>
      <summary>{t("draw.fair")}</summary>
      <p>{t("draw.fairText")}</p>
      <dl>
        <dt>{t("draw.commitment")}</dt>
        <dd><code>{draw.commitment}</code></dd>
        <dt>{t("draw.seed")}</dt>
        <dd>{draw.seed ? <code>{draw.seed}</code> : t("draw.seedLater")}</dd>
      </dl>
      <p>{t("draw.plays", { count: draw.plays })}</p>
      {draw.seed ? (
        <a
          className={buttonClass("soft")}
          href={`/${brand.key}/api/draws/${draw.drawId}/log`}
          download
        >
          {t("draw.download")}
        </a>
      ) : null}
    </details>
  );
}
