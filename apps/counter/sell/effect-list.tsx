import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import type { Effect } from "./till-api.ts";

/** What a return changes, line by line, before anybody confirms it. */
export function EffectList({ effect }: { effect: Effect }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const { moneyMinor, storedValueMinor, points, pointsTaken } = effect;
  const { benefits, giftsCharged, carriedMinor } = effect;
  const changed = benefits.filter((one) => one.beforeMinor !== one.afterMinor || one.over);
  return (
    <section className="effect" aria-label={t("refund.effect")} aria-live="polite">
      <h2>{t("refund.effect")}</h2>
      <dl className="facts">
        <div><dt>{t("refund.money")}</dt><dd><strong>{amount(moneyMinor)}</strong></dd></div>
        {storedValueMinor > 0 ? (
          <div><dt>{t("refund.stored")}</dt><dd>{amount(storedValueMinor)}</dd></div>
        ) : null}
        {points > 0 ? (
          <div><dt>{t("refund.points")}</dt><dd>{t("refund.pointsOf", { count: points })}</dd></div>
        ) : null}
        {pointsTaken > 0 ? (
          <div>
            <dt>{t("refund.taken")}</dt>
            <dd>{t("refund.pointsOf", { count: pointsTaken })}</dd>
          </div>
        ) : null}
        {changed.map((one) => (
          <div key={one.voucherId ?? one.offerId}>
            <dt>{inLang(lang, one.name, one.nameEn)}</dt>
            <dd>
              {amount(one.beforeMinor)} → {amount(one.afterMinor)}
              {one.over && one.voucherId ? <small>{t("refund.voucherBack")}</small> : null}
            </dd>
          </div>
        ))}
        {giftsCharged.map(({ label, quantity, worthMinor }) => (
          <div key={label}>
            <dt>{t("refund.gift", { label, count: quantity })}</dt>
            <dd>−{amount(worthMinor)}</dd>
          </div>
        ))}
        {carriedMinor > 0 ? (
          <div><dt>{t("refund.carried")}</dt><dd>{amount(carriedMinor)}</dd></div>
        ) : null}
      </dl>
    </section>
  );
}
