import { Button, Popconfirm, Progress } from "antd";
import { lastDay } from "#packages/ui/format.ts";
import { useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import type { Column } from "../../../parts/listing.tsx";
import { useText } from "../../../text.ts";
import type { Batch, Opened } from "./codes-page.tsx";

export function useBatchColumns(open: (opened: Opened) => void): Column<Batch>[] {
  const { t, lang } = useText();
  const { timeZone } = useBrand().me.brand;
  const count = (many: number) => many.toLocaleString(lang === "zh" ? "zh-CN" : "en-GB");
  return [
    {
      key: "name",
      title: t("bulk.name"),
      head: true,
      cell: (one) => (
        <>
          {one.name} <span className="c-state">{t(`bulk.source.${one.source as "made"}`)}</span>
        </>
      ),
    },
    { key: "state", title: t("bulk.state"), cell: (one) => <State batch={one} /> },
    { key: "made", title: t("bulk.made"), end: true, cell: (one) => count(one.made) },
    { key: "used", title: t("bulk.used"), end: true, cell: (one) => count(one.opened) },
    {
      key: "until",
      title: t("bulk.usableTo"),
      cell: (one) => lastDay(one.usableTo, timeZone, lang, Date.now()),
    },
    { key: "next", title: "", end: true, cell: (one) => <Acts batch={one} open={open} /> },
  ];
}

const percentOf = (done: number, total: number): number =>
  total === 0 ? 0 : Math.floor((done / total) * 100);

function State({ batch }: { batch: Batch }) {
  const { t } = useText();
  const { state, made, wanted, recalledTo, recalled, recallReason } = batch;
  if (state === "ready") return t("bulk.state.ready");
  if (state === "recalled") {
    return (
      <>
        {t("bulk.state.recalled", { count: recalled.toLocaleString() })}
        {recallReason ? <small className="c-quiet"> {recallReason}</small> : null}
      </>
    );
  }
  const making = state === "making";
  const [done, total] = making ? [made, wanted] : [recalledTo, made];
  const label = t(making ? "bulk.state.making" : "bulk.state.recalling");
  return (
    <span className="c-batch-progress" role="status">
      {label}{" "}
      <Progress
        percent={percentOf(done, total)}
        size="small"
        aria-label={label}
        status="active"
      />
    </span>
  );
}

function Acts({ batch, open }: { batch: Batch; open(opened: Opened): void }) {
  const brand = useBrand();
  const { t } = useText();
  if (!brand.may("offers.publish")) return null;
  const { state, source, exportable, exports } = batch;
  const ready = state === "ready";
  return (
    <span className="c-actions">
      {exports > 0 ? (
        <small className="c-quiet">{t("bulk.exports", { count: exports })}</small>
      ) : null}
      {ready && exportable ? (
        <Button size="small" onClick={() => open({ what: "export", batch })}>
          {t("bulk.export")}
        </Button>
      ) : null}
      {ready && exportable && exports > 0 ? <Lock batch={batch} /> : null}
      {ready && !exportable && source === "made" ? (
        <small className="c-quiet">{t("bulk.locked")}</small>
      ) : null}
      {ready || state === "making" ? (
        <Button size="small" type="text" danger onClick={() => open({ what: "recall", batch })}>
          {t("bulk.recall")}
        </Button>
      ) : null}
    </span>
  );
}

function Lock({ batch }: { batch: Batch }) {
  const brand = useBrand();
  const { t } = useText();
  const lock = useWrite("lockCodeExport", { done: t("bulk.locked") });
  const path = { ...brand.path, batchId: batch.batchId };
  return (
    <Popconfirm
      title={t("form.confirmSure")}
      description={t("bulk.lockSure")}
      onConfirm={() => lock.mutate({ path })}
    >
      <Button size="small" type="text" loading={lock.isPending}>
        {t("bulk.lock")}
      </Button>
    </Popconfirm>
  );
}
