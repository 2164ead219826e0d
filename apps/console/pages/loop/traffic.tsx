import { Skeleton } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { FigureLink } from "./figure-link.tsx";
import { figureText, type LoopFilter } from "./figures.ts";

const three = ["reported", "observed", "valid"] as const;

/** Reported, observed and valid stand apart, and each exclusion with its rule and version. */
export function Traffic({ filter }: { filter: LoopFilter }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const found = useAnswer("readTraffic", { path: brand.path, query: { ...filter } });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active />;
  const { exclusions, gap, ...traffic } = found.data;
  const text = (name: (typeof three)[number]) => figureText(name, traffic[name], brand);
  return (
    <>
      <p className="c-sentence">
        {t("loop.trafficSentence", {
          reported: text("reported"),
          observed: text("observed"),
          valid: text("valid"),
        })}
      </p>
      <dl className="c-three">
        {three.map((name) => (
          <div key={name}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>
              <FigureLink figure={name} value={traffic[name]} filter={filter} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("loop.gap")}</dt>
          <dd>{figureText("gap", gap, brand)}</dd>
        </div>
      </dl>
      <h3>{t("loop.excluded")}</h3>
      {exclusions.length === 0 ? <p className="c-quiet">{t("loop.noExclusions")}</p> : null}
      <ul className="c-exclusions">
        {exclusions.map((one) => (
          <li key={`${one.rule}-${one.version}`}>
            <span>
              {inLang(lang, one.text, one.textEn)}
              <small>{t("loop.ruleVersion", { version: one.version })}</small>
            </span>
            <FigureLink figure={one.figure} value={one.count} filter={filter} />
          </li>
        ))}
      </ul>
    </>
  );
}
