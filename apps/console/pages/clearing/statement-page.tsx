import { Link, useParams } from "@tanstack/react-router";
import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { api } from "../../api.ts";
import { useBrand } from "../../brand.tsx";
import { today } from "../../parts/days.ts";
import { Rows } from "../../parts/listing.tsx";
import { ErrorNote, Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { LinesDrawer } from "./lines-drawer.tsx";

type Statement = Answer<"getStatement">;
type Payment = Statement["payments"][number];
export type Pair = Statement["pairs"][number];

/** One month: who pays whom, what it is made of, and that it sums to zero. */
export function StatementPage() {
  const brand = useBrand();
  const { t } = useText();
  const { period } = useParams({ strict: false }) as { period: string };
  const path = { ...brand.path, period };
  const found = useAnswer("getStatement", { path });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const said = found.data;
  if (!said) return <Skeleton active />;
  const note = said.closedAt === null
    ? t("clearing.open")
    : t("clearing.closedAt", { at: brand.at(said.closedAt) });
  return (
    <>
      <PageHead
        title={t("clearing.one", { period })}
        lead={note}
        actions={
          <>
            <Link to={`/${brand.key}/clearing`}>{t("clearing.back")}</Link>
            <Button href={api.url("downloadStatement", { path })} download>
              {t("clearing.csv")}
            </Button>
            {said.closedAt === null ? <Close period={period} /> : null}
          </>
        }
      />
      <div className="c-sections">
        <h2>{t("clearing.pays")}</h2>
        <Payments payments={said.payments} />
        <h2>{t("clearing.sums")}</h2>
        <Units units={said.units} />
        <h2>{t("clearing.gross.title")}</h2>
        <Pairs period={period} pairs={said.pairs} />
      </div>
    </>
  );
}

function Close({ period }: { period: string }) {
  const brand = useBrand();
  const { t } = useText();
  const close = useWrite("closePeriod", { done: t("clearing.closed") });
  const over = period < today(brand.me.brand.timeZone).slice(0, period.length);
  if (!over || !brand.may("settlement.close")) return null;
  return (
    <Popconfirm
      title={t("form.confirmSure")}
      description={t("clearing.closeSure")}
      onConfirm={() => close.mutate({ path: { ...brand.path, period } })}
    >
      <Button type="primary" loading={close.isPending}>{t("clearing.close")}</Button>
    </Popconfirm>
  );
}

function Payments({ payments }: { payments: readonly Payment[] }) {
  const brand = useBrand();
  const { t } = useText();
  if (payments.length === 0) return <Note tone="plain" title={t("clearing.paysNone")} />;
  return (
    <Rows<Payment>
      label={t("clearing.pays")}
      items={payments}
      keyOf={(one) => `${one.from.unitId} ${one.to.unitId}`}
      columns={[
        {
          key: "who",
          title: t("clearing.pays"),
          head: true,
          cell: (one) => `${brand.named(one.from)} → ${brand.named(one.to)}`,
        },
        {
          key: "sum",
          title: t("clearing.amount"),
          end: true,
          cell: (one) => <strong>{brand.money(one.amountMinor)}</strong>,
        },
        { key: "act", title: "", end: true, cell: (one) => <Paid payment={one} /> },
      ]}
    />
  );
}

function Paid({ payment: { paymentId, paidAt } }: { payment: Payment }) {
  const brand = useBrand();
  const { t } = useText();
  const mark = useWrite("markClearingPaid", { done: t("clearing.marked") });
  if (paidAt !== null) return <>{t("clearing.paidAt", { at: brand.at(paidAt) })}</>;
  if (!paymentId || !brand.may("settlement.close")) return null;
  return (
    <Popconfirm
      title={t("clearing.markPaidSure")}
      onConfirm={() => mark.mutate({ path: { ...brand.path, paymentId }, body: {} })}
    >
      <Button size="small" loading={mark.isPending}>{t("clearing.markPaid")}</Button>
    </Popconfirm>
  );
}

function Units({ units }: { units: Statement["units"] }) {
  const brand = useBrand();
  const { t } = useText();
  const zero = units.reduce((sum, { netMinor }) => sum + netMinor, 0);
  return (
    <>
      <Rows<Statement["units"][number]>
        label={t("clearing.sums")}
        items={units}
        keyOf={(one) => one.unit.unitId}
        columns={[
          {
            key: "unit",
            title: t("clearing.unit"),
            head: true,
            cell: (one) => brand.named(one.unit),
          },
          {
            key: "owed",
            title: t("clearing.owed"),
            end: true,
            cell: (one) => brand.money(one.owedMinor),
          },
          {
            key: "owes",
            title: t("clearing.owes"),
            end: true,
            cell: (one) => brand.money(one.owesMinor),
          },
          {
            key: "net",
            title: t("clearing.net"),
            end: true,
            cell: (one) => (
              <strong className={one.netMinor < 0 ? "c-bad" : ""}>
                {brand.money(one.netMinor)}
              </strong>
            ),
          },
        ]}
      />
      <p className="c-quiet">{t("clearing.zero", { sum: brand.money(zero) })}</p>
    </>
  );
}

function Pairs({ period, pairs }: { period: string; pairs: readonly Pair[] }) {
  const brand = useBrand();
  const { t } = useText();
  const [opened, setOpened] = useState<Pair | null>(null);
  return (
    <>
      <Rows<Pair>
        label={t("clearing.gross.title")}
        items={pairs}
        keyOf={(one) => `${one.from.unitId} ${one.to.unitId} ${one.kind}`}
        columns={[
          {
            key: "who",
            title: t("clearing.pays"),
            head: true,
            cell: (one) => `${brand.named(one.from)} → ${brand.named(one.to)}`,
          },
          {
            key: "kind",
            title: t("clearing.kind"),
            cell: (one) => t(`clearing.kind.${one.kind}`),
          },
          { key: "count", title: t("clearing.count"), end: true, cell: (one) => one.lines },
          {
            key: "sum",
            title: t("clearing.amount"),
            end: true,
            cell: (one) => brand.money(one.amountMinor),
          },
          {
            key: "act",
            title: "",
            end: true,
            cell: (one) => (
              <Button size="small" onClick={() => setOpened(one)}>{t("clearing.see")}</Button>
            ),
          },
        ]}
      />
      {opened ? (
        <LinesDrawer period={period} pair={opened} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}
