import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import type { Pages } from "../ask.ts";
import { useText } from "../text.ts";
import { ErrorNote } from "./note.tsx";

export interface Column<One> {
  readonly key: string;
  readonly title: string;
  cell(one: One): ReactNode;
  /** Figures stand at the right. */
  readonly end?: boolean;
  /** On a phone this cell is the card's head and needs no label. */
  readonly head?: boolean;
}

interface RowsProps<One> {
  readonly label: string;
  readonly columns: readonly Column<One>[];
  readonly items: readonly One[];
  keyOf(one: One): string;
  faded?(one: One): boolean;
}

/** A table that becomes cards on a phone, so that nothing scrolls sideways. */
export function Rows<One>({ label, columns, items, keyOf, faded }: RowsProps<One>) {
  return (
    <table className="c-rows" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.end ? "c-end" : ""}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={keyOf(one)} className={faded?.(one) ? "c-faded" : ""}>
            {columns.map((column) => (
              <td
                key={column.key}
                className={`${column.end ? "c-end" : ""} ${column.head ? "c-card-head" : ""}`}
                data-label={column.head ? undefined : column.title}
              >
                {column.cell(one)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ListingProps<One> extends Omit<RowsProps<One>, "items"> {
  readonly pages: Pages<One>;
  readonly empty: ReactNode;
}

/** A paged list: waiting, failed, empty or shown, and the way to more of it. */
export function Listing<One>({ pages, empty, ...rows }: ListingProps<One>) {
  const { t } = useText();
  if (pages.loading) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (pages.error && pages.items.length === 0) {
    return <ErrorNote error={pages.error} again={pages.again} />;
  }
  if (pages.items.length === 0) return <>{empty}</>;
  const count = pages.items.length;
  return (
    <div className="c-listing">
      <Rows {...rows} items={pages.items} />
      <div className="c-listing-foot">
        <span role="status">
          {pages.hasMore ? t("list.shown", { count }) : t("list.shownAll", { count })}
        </span>
        {pages.hasMore ? (
          <Button loading={pages.loadingMore} onClick={pages.more}>
            {t("list.more")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
