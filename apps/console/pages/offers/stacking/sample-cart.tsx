import { useMemo } from "react";
import type { Priced } from "#packages/pricing/browser.ts";
import { money } from "#packages/ui/format.ts";
import { useText } from "../../../text.ts";
import { type SampleId, sampleUnder } from "./sample.ts";
import type { Policy } from "./stacking-page.tsx";

interface SampleCartProps {
  readonly before: Policy;
  readonly after: Policy;
}

const ids: readonly SampleId[] = [
  "price", "item", "order", "order2", "category_voucher", "store_voucher", "subsidy_voucher",
];

/** The same cart under the saved rule and under the one on the screen, priced here. */
export function SampleCart({ before, after }: SampleCartProps) {
  const { t, lang } = useText();
  const was = useMemo(() => sampleUnder(before), [before]);
  const now = useMemo(() => sampleUnder(after), [after]);
  const [first, last] = [was.payable.totalMinor, now.payable.totalMinor];
  const yuan = (minor: number) => money(minor, "CNY", lang);
  const list = now.lines.reduce((sum, line) => sum + line.initialMinor, 0);
  return (
    <>
      <h2>{t("stacking.sample")}</h2>
      <p className="c-says">{t("stacking.sampleCart", { list: yuan(list) })}</p>
      <div className="c-receipt">
        <ul>
          {ids.map((id) => (
            <SampleRow key={id} id={id} was={was} now={now} />
          ))}
          <li className="c-receipt-sum">
            <span>{t("offer.examplePay")}</span>
            {first === last ? null : <del>{yuan(first)}</del>}
            <b>{yuan(last)}</b>
          </li>
        </ul>
      </div>
      <p className="c-quiet" role="status">
        {first === last
          ? t("stacking.sampleSame")
          : last > first
            ? t("stacking.sampleMore", { amount: yuan(last - first) })
            : t("stacking.sampleLess", { amount: yuan(first - last) })}
      </p>
    </>
  );
}

function SampleRow({ id, was, now }: { id: SampleId; was: Priced; now: Priced }) {
  const { t, lang } = useText();
  const off = (priced: Priced) =>
    priced.applied.find((one) => one.offerId === id)?.amountMinor ?? 0;
  const [first, last] = [off(was), off(now)];
  const shown = (minor: number) =>
    minor === 0 ? t("stacking.sampleNot") : `−${money(minor, "CNY", lang)}`;
  return (
    <li className={last === 0 ? "c-receipt-none" : ""}>
      <span>{t(`stacking.sample.${id}`)}</span>
      {first === last ? null : <del>{shown(first)}</del>}
      <b>{shown(last)}</b>
    </li>
  );
}
