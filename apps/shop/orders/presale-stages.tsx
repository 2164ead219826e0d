import { Card } from "#packages/ui/card.tsx";
import { day, lastDay, money } from "#packages/ui/format.ts";
import { useShop } from "../shop.ts";
import type { PresaleStages as Stages } from "./order.ts";
import { useText } from "./words.ts";

interface PresaleStagesProps {
  presale: Stages & { worthMinor?: number };
  /** How many of the two parts are paid; over: it will not be paid any more. */
  paid: 0 | 1 | 2;
  over?: boolean;
}

/** The two parts of a presale in their order, their days, and what happens without the second. */
export function PresaleStages({ presale, paid, over = false }: PresaleStagesProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const days = {
    from: day(presale.balanceFrom, brand.timeZone, lang, now()),
    to: lastDay(presale.balanceTo, brand.timeZone, lang, now()),
  };
  const { worthMinor = presale.depositMinor } = presale;
  const first = worthMinor > presale.depositMinor
    ? t("presale.nowFor", { amount: amount(worthMinor) })
    : t("presale.now");
  const stages = [
    {
      title: t("presale.deposit"),
      minor: presale.depositMinor,
      note: paid > 0 ? t("presale.paid") : first,
    },
    {
      title: t("presale.balance"),
      minor: presale.balanceMinor,
      note: paid > 1 ? t("presale.paid") : t("presale.days", days),
    },
  ];
  return (
    <Card title={t("presale.title")}>
      <ol className="presale-stages">
        {stages.map((one, at) => (
          <li key={one.title} aria-current={!over && at === paid ? "step" : undefined}>
            <span>
              <strong>{one.title}</strong>
              <small>{one.note}</small>
            </span>
            <strong>{amount(one.minor)}</strong>
          </li>
        ))}
      </ol>
      {paid < 2 && !over ? <Rule presale={presale} /> : null}
    </Card>
  );
}

function Rule({ presale: { keptMinor, depositMinor, unpaidRule } }: { presale: Stages }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const amount = money(keptMinor, brand.currency, lang);
  if (unpaidRule === "return") return <p className="presale-rule">{t("presale.return")}</p>;
  return (
    <p className="presale-rule">
      {keptMinor < depositMinor ? t("presale.keepPart", { amount }) : t("presale.keep", { amount })}
    </p>
  );
}
