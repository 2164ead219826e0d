import { inLang } from "#packages/ui/i18n.ts";
import type { Draw } from "../api.ts";
import { useText } from "./words.ts";

/** The brand's conditions, how often one may try, and what happens when a prize has run out. */
export function DrawRules({ draw }: { draw: Draw }) {
  const { t, lang } = useText();
  return (
    <section className="b-card draw-rules">
      <h2>{t("draw.rules")}</h2>
      <p className="draw-text">{inLang(lang, draw.rules, draw.rulesEn)}</p>
      <h3>{t("draw.limits")}</h3>
      <ul>
        {draw.limits.map(({ of, per, cap }) => (
          <li key={`${of} ${per}`}>
            {t("draw.limit", { of: t(`draw.of.${of}`), per: t(`draw.per.${per}`), cap })}
          </li>
        ))}
      </ul>
      <h3>{t("draw.whenGone")}</h3>
      <p>{t(`draw.whenGone.${draw.whenGone}`)}</p>
    </section>
  );
}
