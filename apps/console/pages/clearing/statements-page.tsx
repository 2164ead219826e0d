import { Link } from "@tanstack/react-router";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";

type Brief = Item<"listStatements">;

/** Clearing statements by month: what units owe each other, and what of it is paid. */
export function StatementsPage() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listStatements", { path: brand.path, query: { limit: 24 } });
  return (
    <>
      <PageHead title={t("clearing.title")} lead={t("clearing.lead")} />
      <Listing<Brief>
        label={t("clearing.title")}
        pages={pages}
        keyOf={(one) => one.period}
        empty={<Empty title={t("clearing.empty")} next={t("clearing.emptyNext")} />}
        columns={[
          {
            key: "period",
            title: t("clearing.period"),
            head: true,
            cell: ({ period }) => (
              <Link to={`/${brand.key}/clearing/${period}`}>{period}</Link>
            ),
          },
          { key: "lines", title: t("clearing.lines"), end: true, cell: (one) => one.lines },
          {
            key: "gross",
            title: t("clearing.gross"),
            end: true,
            cell: (one) => brand.money(one.grossMinor),
          },
          { key: "state", title: t("clearing.state"), cell: (one) => <State of={one} /> },
        ]}
      />
    </>
  );
}

function State({ of: { closedAt, payments, paid } }: { of: Brief }) {
  const { t } = useText();
  if (closedAt === null) return <span className="c-state">{t("clearing.state.open")}</span>;
  const done = payments === paid;
  return <>{done ? t("clearing.state.done") : t("clearing.state.closed", { paid, payments })}</>;
}
