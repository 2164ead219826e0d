import { useMemo } from "react";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { exampleOf } from "./example.ts";
import type { RuleBody } from "./rule-draft.ts";

/** A receipt of the offer at work, made by the engine while it is being typed. */
export function WorkedExample({ rule, voucher }: { rule: RuleBody; voucher: boolean }) {
  const { t } = useText();
  const brand = useBrand();
  const { currency } = brand.me.brand;
  const said = JSON.stringify(rule);
  const example = useMemo(
    () => exampleOf(JSON.parse(said) as RuleBody, voucher, currency),
    [said, voucher, currency],
  );
  if (!example) return <p className="c-quiet">{t("offer.exampleNone")}</p>;
  const { priced, lines } = example;
  const off = priced.applied.reduce((sum, one) => sum + one.amountMinor, 0);
  return (
    <div className="c-receipt">
      <ul>
        {lines.map(({ name, line }, at) => {
          const { payableMinor = 0, initialMinor = 0 } = priced.lines[at] ?? {};
          return (
            <li key={line.lineId}>
              <span>{t("offer.exampleLine", { name, count: line.quantity })}</span>
              {payableMinor === initialMinor ? null : <del>{brand.money(initialMinor)}</del>}
              <b>{brand.money(payableMinor)}</b>
            </li>
          );
        })}
        {priced.delivery.initialMinor > 0 ? (
          <li>
            <span>{t("offer.tierDelivery")}</span>
            <del>{brand.money(priced.delivery.initialMinor)}</del>
            <b>{brand.money(priced.delivery.payableMinor)}</b>
          </li>
        ) : null}
        {priced.gifts.map((gift) => (
          <li key={gift.label}>
            <span>{t("words.gifts", { gifts: gift.label || "…" })}</span>
            <b>×{gift.quantity}</b>
          </li>
        ))}
        {off === 0 ? null : (
          <li className="c-receipt-off">
            <span>{t("offer.exampleOff")}</span>
            <b>−{brand.money(off)}</b>
          </li>
        )}
        <li className="c-receipt-sum">
          <span>{t("offer.examplePay")}</span>
          <b>{brand.money(priced.payable.totalMinor)}</b>
        </li>
      </ul>
    </div>
  );
}
