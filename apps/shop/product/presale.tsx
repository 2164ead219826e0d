import { day, lastDay, money } from "#packages/ui/format.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useShop } from "../shop.ts";
import type { GoodsPrice, Presale } from "./product.ts";
import { useText } from "./words.ts";

interface PresaleProps {
  presale: Presale | null | undefined;
  price: GoodsPrice | null;
}

// The deposit has no effect in law beyond this share of the price: the rest always comes back.
const keptBps = 2_000;

/** A presale that takes deposits now: the deposit, the balance's days, the rule; else nothing. */
export function PresaleNote({ presale, price }: PresaleProps) {
  const { t } = useText();
  if (!presale || !price) return null;
  return (
    <div className="product-presale">
      <p className="product-phase">
        <span className="tag">{t("presale.tag")}</span>
        <Until presale={presale} />
      </p>
      <Terms presale={presale} unitMinor={price.priceMinor} />
      <p className="quiet"><Icon name="check" size={16} /> {t("presale.fixed")}</p>
    </div>
  );
}

function Until({ presale }: { presale: Presale }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  return t("presale.until", {
    day: lastDay(presale.depositTo, brand.timeZone, lang, now()),
  });
}

function Terms({ presale, unitMinor }: { presale: Presale; unitMinor: number }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const { worthMinor, unpaidRule, balanceFrom, balanceTo } = presale;
  const deposit = presale.depositMinor
    ?? Math.ceil((unitMinor * (presale.depositBps ?? 0)) / 10_000);
  const total = unitMinor - (worthMinor === null ? 0 : worthMinor - deposit);
  const kept = Math.min(deposit, Math.floor((total * keptBps) / 10_000));
  const days = {
    from: day(balanceFrom, brand.timeZone, lang, now()),
    to: lastDay(balanceTo, brand.timeZone, lang, now()),
  };
  return (
    <dl className="facts">
      <dt>{t("presale.deposit")}</dt>
      <dd>
        <strong>{amount(deposit)}</strong>
        {worthMinor === null ? "" : ` ${t("presale.worth", { amount: amount(worthMinor) })}`}
      </dd>
      <dt>{t("presale.balance")}</dt>
      <dd>
        <strong>{amount(Math.max(0, total - deposit))}</strong> {t("presale.days", days)}
      </dd>
      <dt>{t("presale.rule")}</dt>
      <dd>
        {unpaidRule === "return"
          ? t("presale.return")
          : t(kept < deposit ? "presale.keepPart" : "presale.keep", { amount: amount(kept) })}
      </dd>
    </dl>
  );
}
