import { Button, Select } from "antd";
import { useMemo } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import type { Answer } from "#packages/sdk/index.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { useBrand } from "../../brand.tsx";
import { dayName } from "../../parts/days.ts";
import { type Column, Rows } from "../../parts/listing.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { FigureLink } from "./figure-link.tsx";
import {
  type FigureName,
  figureLabel,
  type GroupName,
  groupings,
  type LoopFilter,
  rowFilter,
} from "./figures.ts";

type Row = Answer<"readLoop">["rows"][number];

const columnNames: readonly FigureName[] = [
  "valid", "claims", "claimRate", "visits", "redemptions", "claimToRedemptionRate",
  "redemptionsNew", "salesMinor", "discountMinor", "discountRatio", "transactionsClosed",
  "qualifiedClosed", "qualifiedRate",
];

interface LoopTableProps {
  readonly filter: LoopFilter;
  readonly groupBy: GroupName;
  onGroup(by: GroupName): void;
}

/** The figures by one dimension; mailings have no touches, so campaigns show whom they reached. */
export function LoopTable({ filter, groupBy, onGroup }: LoopTableProps) {
  const { t, lang } = useText();
  const pages = useRows(filter, groupBy);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns = useColumns(filter, groupBy);
  return (
    <section className="c-panel c-panel-wide" aria-busy={pages.isPlaceholderData}>
      <header className="c-panel-head">
        <h2>{t("loop.table")}</h2>
        <Select
          aria-label={t("loop.groupBy")}
          value={groupBy}
          onChange={onGroup}
          popupMatchSelectWidth={false}
          options={groupings.map((name) => ({ value: name, label: t(`loop.by.${name}`) }))}
        />
      </header>
      {pages.error ? <ErrorNote error={pages.error} again={() => void pages.refetch()} /> : null}
      {pages.data && rows.length === 0 ? (
        <Empty title={t("loop.emptyRows")} next={t("loop.emptyRowsNext")} />
      ) : (
        <Rows
          label={t("loop.table")}
          columns={columns}
          items={rows}
          keyOf={(row) => row.key ?? "none"}
        />
      )}
      {pages.hasNextPage ? (
        <div className="c-listing-foot">
          <span lang={lang}>{t("list.shown", { count: rows.length })}</span>
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("list.more")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function useRows(filter: LoopFilter, groupBy: GroupName) {
  const brand = useBrand();
  return useInfiniteQuery({
    queryKey: ["readLoop", brand.key, filter, groupBy, "rows"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ? { cursor: pageParam } : {};
      const query = { ...filter, groupBy, limit: 50, ...cursor };
      return api.call("readLoop", { path: brand.path, query, signal });
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}

function useColumns(filter: LoopFilter, groupBy: GroupName): Column<Row>[] {
  const { t, lang } = useText();
  return useMemo(() => {
    const names: readonly FigureName[] =
      groupBy === "campaign" ? ["reached", "reachedRedeemed", ...columnNames] : columnNames;
    const labelOf = (row: Row) =>
      groupBy === "day" && row.key ? dayName(row.key, lang) : inLang(lang, row.label, row.labelEn);
    const first: Column<Row> = {
      key: "label",
      title: t("loop.group"),
      head: true,
      cell: labelOf,
    };
    const figures = names.map((name): Column<Row> => {
      const cell = (row: Row) => {
        const own = rowFilter(groupBy, row.key);
        const narrowed = own && { ...filter, ...own };
        return <FigureLink figure={name} value={row.figures[name]} filter={narrowed} />;
      };
      return { key: name, title: t(figureLabel(name)), end: true, cell };
    });
    return [first, ...figures];
  }, [filter, groupBy, lang, t]);
}
