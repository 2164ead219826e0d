import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useShop } from "../shop.ts";
import { changeCart, withQuantity, type CartPlace, type KeptLine } from "./kept.ts";
import { Label } from "./label.tsx";
import { Stepper } from "./stepper.tsx";
import type { Prices } from "./use-prices.ts";
import { useText } from "./words.ts";

export function LineList({ prices, place }: { prices: Prices; place: CartPlace }) {
  const { t } = useText();
  return (
    <ul className="cart-lines" aria-label={t("cart.lines")}>
      {prices.cart.lines.map((line) => (
        <li key={line.productId}>
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
  const name = inLang(lang, line.name, line.nameEn);
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const priced = prices.problem
    ? undefined
    : prices.shown?.priced.lines.find((one) => one.lineId === line.productId);
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
      <Label name={name} seed={line.productId} />
      <div className="cart-line-words">
        <h2>{name}</h2>
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
