import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import type { Answer } from "#packages/sdk/index.ts";
import { useBrand } from "../../../brand.tsx";
import { useText } from "../../../text.ts";
import { DropChart } from "./drop-chart.tsx";

type Worst = Omit<Answer<"checkOffer">["worst"][number], "without">;
type Without = Answer<"checkOffer">["worst"][number]["without"];

interface WorstCardProps {
  readonly worst: Worst;
  /** What each offer's absence would change; absent where nothing is being decided. */
  readonly without?: Without;
  readonly note?: ReactNode;
  readonly faded?: boolean;
}

/** One product that falls below its floor: the steps down, the cart, and what to change. */
export function WorstCard({ worst, without, note, faded }: WorstCardProps) {
  const { t } = useText();
  const brand = useBrand();
  const below = t("guard.below", { amount: brand.money(worst.floorMinor - worst.attainableMinor) });
  return (
    <article className={faded ? "c-worst c-worst-faded" : "c-worst"}>
      <header>
        <h3>
          {brand.named(worst)} <span className="c-bad">{below}</span>
        </h3>
        <small>
          <code>{worst.externalCode}</code> {note}
        </small>
      </header>
      <div className="c-worst-body">
        <DropChart drop={worst} />
        <div>
          <CartLines worst={worst} />
          {without ? <Changes without={without} /> : null}
        </div>
      </div>
    </article>
  );
}

function CartLines({ worst }: { worst: Worst }) {
  const { t } = useText();
  const brand = useBrand();
  if (worst.combination.length === 0) {
    return <p className="c-guard-hint">{t("findings.noOffer")}</p>;
  }
  const offers = new Map(worst.combination.map((one) => [one.offerId, one]));
  return (
    <>
      <h4>{t("guard.how")}</h4>
      <ul>
        {worst.cart.lines.map((line) => {
          const values = {
            count: line.quantity,
            name: line.name === null
              ? t("guard.otherGoods")
              : brand.named({ name: line.name, nameEn: line.nameEn }),
            price: brand.money(line.listMinor),
          };
          const own = line.lineId === "item";
          return (
            <li key={line.lineId}>
              {own ? t("guard.lineOwn", values) : t("guard.lineOther", values)}
            </li>
          );
        })}
        {[...offers.values()].map((one) => (
          <li key={one.offerId}>
            <Link to={`/${brand.key}/offers/${one.offerId}`}>
              {brand.named({ name: one.title, nameEn: one.titleEn })}
            </Link>
          </li>
        ))}
      </ul>
      <p className="c-guard-hint">
        {worst.exact
          ? t("guard.exact")
          : worst.boundMinor > 0
            ? t("guard.bounded", { bound: brand.money(worst.boundMinor) })
            : t("guard.open")}
      </p>
    </>
  );
}

function Changes({ without }: { without: Without }) {
  const { t } = useText();
  const brand = useBrand();
  return (
    <>
      <h4>{t("guard.change")}</h4>
      <ul>
        {without.map((one) => {
          const values = {
            title: brand.named({ name: one.title, nameEn: one.titleEn }),
            price: brand.money(one.attainableMinor),
          };
          return (
            <li key={one.offerId} className={one.holds ? "c-good-text" : ""}>
              {one.holds ? t("guard.withoutHolds", values) : t("guard.withoutStill", values)}
            </li>
          );
        })}
        <li>{t("guard.changeMore")}</li>
      </ul>
    </>
  );
}
