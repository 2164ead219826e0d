import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useShop } from "../shop.ts";
import { changeCart, lineIdOf, withQuantity, type CartPlace, type KeptLine } from "./kept.ts";
import { Label } from "./label.tsx";
import { Stepper } from "./stepper.tsx";
import type { Prices } from "./use-prices.ts";
import { useText } from "./words.ts";

export function LineList({ prices, place }: { prices: Prices; place: CartPlace }) {
  const { t } = useText();
  return (
    <ul className="cart-lines" aria-label={t("cart.lines")}>
      {prices.cart.lines.map((line) => (
        <li key={lineIdOf(line)}>
          <Line line={line} prices={prices} place={place} />
        </li>
      ))}
    </ul>
  );
}

interface LineProps {
  line: KeptLine;
  prices: Prices;
  place: CartPlace;
}

/** The height never changes: amounts have their places before they are known. */
function Line({ line, prices, place }: LineProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const plain = inLang(lang, line.name, line.nameEn);
  const name = line.options ? `${plain} ${line.options}` : plain;
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const priced = prices.problem
    ? undefined
    : prices.shown?.priced.lines.find((one) => one.lineId === lineIdOf(line));
  const late = prices.waiting && priced?.quantity !== line.quantity;
  const listMinor = (line.unitMinor ?? 0) * line.quantity;
  // until the answer is there, a line whose number has changed shows what is certain: list price
  const sure = priced && !late;
  const payableMinor = sure ? priced.payableMinor : listMinor;
  const set = (quantity: number) => {
    changeCart(place, (now) => withQuantity(now, line, quantity));
  };
  return (
    <article className="cart-line">
      <Label name={plain} seed={line.productId} />
      <div className="cart-line-words">
        <h2>{plain}</h2>
        {line.options ? <p className="cart-line-options">{line.options}</p> : null}
        <p className="quiet">
          {line.unitMinor === null ? "" : t("cart.each", { amount: amount(line.unitMinor) })}
        </p>
      </div>
      <p className={late ? "cart-line-price cart-waiting" : "cart-line-price"}>
        <strong>{line.unitMinor === null && !sure ? "" : amount(payableMinor)}</strong>
        {sure && priced.payableMinor < priced.initialMinor ? (
          <s>
            <span className="b-hidden">{t("cart.listPrice")}</span>
            {amount(priced.initialMinor)}
          </s>
        ) : null}
      </p>
      <Stepper name={name} quantity={line.quantity} onChange={set} />
    </article>
  );
}
