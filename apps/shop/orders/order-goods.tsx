import { Card } from "#packages/ui/card.tsx";
import { columnMoney } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useShop } from "../shop.ts";
import type { Order } from "./order.ts";
import { useText } from "./words.ts";

/** What was bought, with what came back and what came free. */
export function OrderGoods({ order }: { order: Order }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  return (
    <Card title={t("order.goods")}>
      <ul className="order-lines">
        {order.lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {inLang(lang, line.name, line.nameEn)} ×{line.quantity}
              {line.returned > 0 ? (
                <small>{t("order.returned", { count: line.returned })}</small>
              ) : null}
            </span>
            <span className="order-price">
              <strong>{columnMoney(line.payableMinor, brand.currency, lang)}</strong>
              {line.payableMinor < line.initialMinor ? (
                <s>{columnMoney(line.initialMinor, brand.currency, lang)}</s>
              ) : null}
            </span>
          </li>
        ))}
        {order.gifts.map((gift, at) => (
          <li key={at}>
            <span>{gift.label} ×{gift.quantity}</span>
            <strong>{t("order.gift")}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}
