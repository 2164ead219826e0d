import { Card } from "#packages/ui/card.tsx";
import { money } from "#packages/ui/format.ts";
import { useShop } from "../shop.ts";
import type { Quote } from "./order.ts";
import type { Wish } from "./use-quote.ts";
import { useText } from "./words.ts";

interface WalletLinesProps {
  quote: Quote;
  wish: Wish;
  onWish(wish: Wish): void;
}

/** What the member has and may pay with: a line and a switch each; nothing is switched on. */
export function WalletLines({ quote, wish, onWish }: WalletLinesProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { points, storedValue } = quote;
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const usable = points !== null && points.most > 0;
  if (!usable && !storedValue) return null;
  return (
    <Card title={t("pay.with")}>
      <ul className="pay-with">
        {usable ? (
          <Line
            title={t("pay.points", { amount: amount(points.mostMinor) })}
            note={t("pay.pointsNote", { points: points.most, balance: points.balance })}
            on={wish.points}
            onChange={(on) => onWish({ ...wish, points: on })}
          />
        ) : null}
        {storedValue ? (
          <Line
            title={t("pay.stored", { amount: amount(storedLeft(quote)) })}
            note={t("pay.storedNote", {
              balance: amount(storedValue.principalMinor + storedValue.bonusMinor),
              bonus: amount(storedValue.bonusMinor),
            })}
            on={wish.storedValue}
            onChange={(on) => onWish({ ...wish, storedValue: on })}
          />
        ) : null}
      </ul>
    </Card>
  );
}

/** What stored value pays, or would pay. */
function storedLeft({ totalMinor, points, storedValue }: Quote): number {
  if (!storedValue) return 0;
  const { principalMinor, bonusMinor } = storedValue;
  return Math.min(principalMinor + bonusMinor, totalMinor - (points?.usedMinor ?? 0));
}

interface LineProps {
  title: string;
  note: string;
  on: boolean;
  onChange(on: boolean): void;
}

function Line({ title, note, on, onChange }: LineProps) {
  return (
    <li>
      <label>
        <span>
          <strong>{title}</strong>
          <small>{note}</small>
        </span>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={on}
          onChange={(event) => onChange(event.target.checked)}
        />
      </label>
    </li>
  );
}
