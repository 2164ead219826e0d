import type { Answer } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Rows } from "../../parts/listing.tsx";
import { useText } from "../../text.ts";

type Draw = Answer<"getDraw">;
type Prize = Draw["prizes"][number];

/** What a running or ended draw came to: plays, prizes, pool and cost. */
export function DrawFigures({ draw }: { draw: Draw }) {
  const brand = useBrand();
  const { t } = useText();
  const { figures, poolMinor } = draw;
  const money = brand.money;
  const cards = [
    { label: t("draw.figure.plays"), value: draw.plays, note: "" },
    { label: t("draw.figure.players"), value: figures.players, note: "" },
    ...(poolMinor > 0 ? [
      {
        label: t("draw.figure.poolLeft"),
        value: money(draw.poolLeftMinor),
        note: t("draw.figure.poolOf", { total: money(poolMinor) }),
      },
      {
        label: `${t("draw.figure.won")} · ${t("draw.figure.packets", { count: figures.packets })}`,
        value: money(figures.wonMinor),
        note: t("draw.figure.open", {
          open: money(figures.openMinor), paid: money(figures.paidMinor),
        }),
      },
    ] : []),
    {
      label: t("draw.figure.vouchers"),
      value: figures.vouchers,
      note: t("draw.figure.vouchersWorth", { worth: money(figures.voucherWorthMinor) }),
    },
    { label: t("draw.figure.recalled"), value: figures.recalled, note: "" },
  ];
  return (
    <>
      <section className="c-draw-figures" aria-label={t("draw.figures")}>
        {cards.map(({ label, value, note }) => (
          <div key={label}>
            <span>{label}</span>
            <strong>{value}</strong>
            <small>{note}</small>
          </div>
        ))}
      </section>
      <h2 className="c-draw-part">{t("draw.prizesLeft")}</h2>
      <Rows<Prize>
        label={t("draw.prizesLeft")}
        items={draw.prizes}
        keyOf={(one) => String(one.no)}
        faded={(one) => one.left === 0}
        columns={useColumns()}
      />
    </>
  );
}

function useColumns(): Column<Prize>[] {
  const brand = useBrand();
  const { t, lang } = useText();
  return [
    {
      key: "name",
      title: t("wins.prize"),
      head: true,
      cell: (one) => `${one.no}. ${inLang(lang, one.name, one.nameEn)}`,
    },
    { key: "kind", title: t("draw.kind"), cell: (one) => t(`draw.kind.${one.kind}`) },
    { key: "odds", title: t("draw.each"), end: true, cell: (one) => `${one.ppm / 10_000}%` },
    {
      key: "worth",
      title: t("draw.eachWorth"),
      end: true,
      cell: (one) => brand.money(one.worthMinor),
    },
    {
      key: "given",
      title: t("draw.given"),
      end: true,
      cell: (one) => (one.pieces === null || one.left === null
        ? t("figure.none")
        : one.pieces - one.left),
    },
    {
      key: "left",
      title: t("draw.left"),
      end: true,
      cell: (one) => (one.left === null ? t("draw.unlimited") : one.left),
    },
  ];
}
