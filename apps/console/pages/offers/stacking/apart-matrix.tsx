import { useText } from "../../../text.ts";
import type { PolicyPartProps } from "./order-list.tsx";
import { type Apart, apartOf, turnPair } from "./policy-draft.ts";

const ways: readonly Apart[] = ["together", "line", "cart"];

/** Each pair of categories once; a press turns it to the next way of meeting. */
export function ApartMatrix({ policy, change, locked }: PolicyPartProps) {
  const { t } = useText();
  const { order } = policy;
  return (
    <section className="c-fields">
      <h2>{t("stacking.apart")}</h2>
      <p className="c-quiet">{locked ? t("stacking.apartRead") : t("stacking.apartHint")}</p>
      <ul className="c-apart-legend">
        {ways.map((way) => (
          <li key={way}>
            <span className={`c-apart c-apart-${way}`} aria-hidden="true">
              {t(`stacking.mark.${way}`)}
            </span>
            {t(`stacking.way.${way}`)}
          </li>
        ))}
      </ul>
      <table className="c-matrix" aria-label={t("stacking.apart")}>
        <thead>
          <tr>
            <td />
            {order.map((category, at) => (
              <th key={category} scope="col" title={t(`category.${category}`)}>
                {at + 1}
                <span className="b-hidden">{t(`category.${category}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((row, at) => (
            <tr key={row}>
              <th scope="row">
                <b>{at + 1}</b> {t(`category.short.${row}`)}
              </th>
              {order.slice(0, at + 1).map((column) => {
                const way = apartOf(policy, row, column);
                const pair = { a: t(`category.${row}`), b: t(`category.${column}`) };
                const label = row === column
                  ? t("stacking.pairSelf", { a: pair.a, way: t(`stacking.way.${way}`) })
                  : t("stacking.pair", { ...pair, way: t(`stacking.way.${way}`) });
                return (
                  <td key={column}>
                    <button
                      type="button"
                      className={`c-apart c-apart-${way}`}
                      aria-label={label}
                      title={label}
                      disabled={locked}
                      onClick={() => change(turnPair(policy, row, column))}
                    >
                      {t(`stacking.mark.${way}`)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
