import type { Answer } from "#packages/sdk/index.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

/** Commitment, seed and log: what anybody needs to recompute every result. */
export function DrawProof({ draw }: { draw: Answer<"getDraw"> }) {
  const brand = useBrand();
  const { t } = useText();
  const page = `/${brand.key}/draws/${draw.drawId}`;
  return (
    <section className="c-draw-checks">
      <h2>{t("draw.proof")}</h2>
      <p>{t("draw.proofText")}</p>
      <dl className="c-draw-proof">
        <dt>{t("draw.commitment")}</dt>
        <dd><code>{draw.commitment}</code></dd>
        <dt>{t("draw.seed")}</dt>
        <dd>{draw.seed ? <code>{draw.seed}</code> : t("draw.seedLater")}</dd>
      </dl>
      <p className="c-draw-links">
        {draw.seed ? (
          <a href={`/${brand.key}/api/draws/${draw.drawId}/log`} download>{t("draw.download")}</a>
        ) : null}
        <a href={page} target="_blank" rel="noreferrer">{t("draw.shopPage")}</a>
      </p>
    </section>
  );
}
