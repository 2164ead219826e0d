import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { Pair } from "./statement-page.tsx";

type Line = Item<"listClearingLines">;

interface DrawerProps {
  readonly period: string;
  readonly pair: Pair;
  onClose(): void;
}

const shownOfId = 12;

/** What one unit owes another is made of: line by line, with its cause and its event. */
export function LinesDrawer({ period, pair, onClose }: DrawerProps) {
  const brand = useBrand();
  const { t } = useText();
  const { from, to } = pair;
  const pages = usePages("listClearingLines", {
    path: { ...brand.path, period },
    query: { limit: 50, from: from.unitId, to: to.unitId },
  });
  const title = t("clearing.linesTitle", { from: brand.named(from), to: brand.named(to) });
  return (
    <Drawer open title={title} onClose={onClose} size="large">
      <Listing<Line>
        label={title}
        pages={pages}
        keyOf={(one) => one.debtId}
        empty={<Empty title={t("clearing.empty")} />}
        columns={[
          {
            key: "at",
            title: t("clearing.at"),
            head: true,
            cell: (one) => brand.at(one.occurredAt),
          },
          {
            key: "kind",
            title: t("clearing.kind"),
            cell: (one) => t(`clearing.kind.${one.kind}`),
          },
          { key: "cause", title: t("clearing.cause"), cell: (one) => <Cause line={one} /> },
          {
            key: "event",
            title: t("clearing.event"),
            cell: (one) => <code title={one.eventId}>{one.eventId.slice(-shownOfId)}</code>,
          },
          {
            key: "sum",
            title: t("clearing.amount"),
            end: true,
            cell: (one) => brand.money(one.amountMinor),
          },
        ]}
      />
    </Drawer>
  );
}

function Cause({ line: { causeKind, causeId } }: { line: Line }) {
  const brand = useBrand();
  const { t } = useText();
  const text = t(`clearing.cause.${causeKind}`);
  if (causeKind === "order") return <Link to={`/${brand.key}/orders/${causeId}`}>{text}</Link>;
  return <span title={causeId}>{text}</span>;
}
