import { inLang } from "#packages/ui/i18n.ts";
import { useBrand } from "../../brand.tsx";
import type { Column } from "../../parts/listing.tsx";
import { useText } from "../../text.ts";
import { FigureLink } from "../loop/figure-link.tsx";
import { figureLabel, figureText, type LoopFilter } from "../loop/figures.ts";
import { figureOf, type Ranked, type Ranking } from "./ranking.ts";

type Figure = keyof Ranked["figures"];

interface Asked {
  readonly role: string;
  readonly by: Ranking;
  readonly range: LoopFilter;
  readonly items: readonly Ranked[];
}

/** These are made of others: they open nothing themselves. */
const made: readonly Figure[] = ["visitsPerM2", "assistedMinor"];

const visits: readonly Figure[] = ["reported", "visits", "visitsValid", "visitors"];
const done: readonly Figure[] = ["handOvers", "bookingsServed"];
const led: readonly Figure[] = ["assistedOrders", "assistedMinor"];

/** The figure that ranks stands first, with a bar; what was told, seen and valid stay apart. */
export function useColumns({ role, by, range, items }: Asked): Column<Ranked>[] {
  const { t, lang } = useText();
  const ranked = figureOf[by];
  const most = Math.max(0, ...items.map((one) => one.figures[ranked] ?? 0));
  // Where nothing is sold, an amount would only puzzle.
  const sales: readonly Figure[] = role === "experience" ? [] : ["salesMinor"];
  const all = [...visits, "visitsPerM2" as const, ...led, ...done, ...sales];
  const others = all.filter((name) => name !== ranked);
  const first: Column<Ranked> = {
    key: "store",
    title: t("storeFigures.store"),
    head: true,
    cell: (one) => (
      <>
        <b className="c-rank">{one.rank}</b> {inLang(lang, one.label, one.labelEn)}
        <small>
          {[one.city, one.areaM2 ? `${one.areaM2} m²` : t("storeFigures.noArea")]
            .filter(Boolean).join(" · ")}
        </small>
        {one.asAbove ? <small>{t("storeFigures.asAbove")}</small> : null}
      </>
    ),
  };
  const lead: Column<Ranked> = {
    key: "ranked",
    title: t(figureLabel(ranked)),
    cell: (one) => (
      <span className="c-ranked">
        <span className="c-funnel-track" aria-hidden="true">
          <span
            className="c-funnel-bar"
            style={{ width: `${most > 0 ? ((one.figures[ranked] ?? 0) / most) * 100 : 0}%` }}
          />
        </span>
        <Cell name={ranked} one={one} range={range} />
      </span>
    ),
  };
  const rest = others.map((name): Column<Ranked> => ({
    key: name,
    title: t(figureLabel(name)),
    end: true,
    cell: (one) => <Cell name={name} one={one} range={range} />,
  }));
  return [first, lead, ...rest];
}

/** The figure, and where it lies with 95 %. */
function PerM2({ one }: { one: Ranked }) {
  const brand = useBrand();
  const { t } = useText();
  const told = (value: number) => figureText("visitsPerM2", value, brand);
  const range = one.visitsPerM2Range;
  return (
    <>
      {figureText("visitsPerM2", one.figures.visitsPerM2, brand)}
      {range ? (
        <small>{t("storeFigures.range", { low: told(range.low), high: told(range.high) })}</small>
      ) : null}
    </>
  );
}

interface CellProps {
  readonly name: Figure;
  readonly one: Ranked;
  readonly range: LoopFilter;
}

function Cell({ name, one, range }: CellProps) {
  const brand = useBrand();
  const { t } = useText();
  const value = one.figures[name];
  if (name === "visitsPerM2") return <PerM2 one={one} />;
  if (made.includes(name)) return <>{figureText(name, value, brand)}</>;
  const { unitId: _, withinDays, ...days } = range;
  const more = name === "assistedOrders" && withinDays ? { withinDays } : {};
  const undone = name === "visitsValid" ? one.figures.visitsUndone : 0;
  return (
    <>
      <FigureLink figure={name} value={value} filter={{ ...days, storeId: one.storeId, ...more }} />
      {undone > 0 ? <small>{t("storeFigures.undone", { count: undone })}</small> : null}
    </>
  );
}
