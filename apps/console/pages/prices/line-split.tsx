import { formatMinor } from "#packages/money/index.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { Trial } from "./trial.ts";

/** Per line what each offer took, to the cent, and why this cent. */
export function LineSplit({ trial }: { trial: Trial }) {
  const { t, lang } = useText();
  const brand = useBrand();
  const { currency } = brand.me.brand;
  // every amount with its cents: the point is where the last one went
  const exact = (minor: number) => formatMinor(minor, currency, lang);
  const nameOf = (offerId: string) => {
    const named = trial.names[offerId];
    return named ? brand.named({ name: named.title, nameEn: named.titleEn }) : offerId;
  };
  return (
    <ul className="c-split">
      {trial.priced.lines.map((line) => {
        const product = trial.products[line.productId];
        const told = trial.lineSentences[line.lineId] ?? [];
        return (
          <li key={line.lineId}>
            <header>
              <strong>{product ? brand.named(product) : line.productId} × {line.quantity}</strong>
              <span>
                {line.payableMinor === line.initialMinor ? null : (
                  <del>{exact(line.initialMinor)}</del>
                )}{" "}
                <b>{exact(line.payableMinor)}</b>
              </span>
            </header>
            {line.reductions.length > 0 ? (
              <dl>
                {line.reductions.map((one) => (
                  <div key={one.voucherId ?? one.offerId}>
                    <dt>{nameOf(one.offerId)}</dt>
                    <dd>−{exact(one.amountMinor)}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
            {told.length > 0 ? (
              <details className="c-fold">
                <summary>{t("trial.whyCent")}</summary>
                <ul className="c-why">
                  {told.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
