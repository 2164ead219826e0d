import { Link, useParams } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { type Item, useAnswer, usePages } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { Listing } from "../../../parts/listing.tsx";
import { Empty, ErrorNote, Note } from "../../../parts/note.tsx";
import { PageHead } from "../../../parts/page-head.tsx";
import { useText } from "../../../text.ts";
import { useBatchColumns } from "./batch-columns.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { NewBatchDialog } from "./new-batch-dialog.tsx";
import { RecallDialog } from "./recall-dialog.tsx";

export type Batch = Item<"listCodeBatches">;
export type Opened =
  | { readonly what: "new" | "import" }
  | { readonly what: "export" | "recall"; readonly batch: Batch };

const followMs = 2_000;

/** An offer's batches of codes: how far each is, and what can be done with it. */
export function CodesPage() {
  const brand = useBrand();
  const { offerId } = useParams({ strict: false }) as { offerId: string };
  const found = useAnswer("getOffer", { path: { ...brand.path, offerId } });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const live = found.data?.live;
  if (!found.data || found.data.offerId !== offerId) return <Skeleton active />;
  return <Batches offerId={offerId} title={live?.title ?? ""} bearer={live?.bearer === true} />;
}

interface BatchesProps {
  readonly offerId: string;
  readonly title: string;
  readonly bearer: boolean;
}

function Batches({ offerId, title, bearer }: BatchesProps) {
  const brand = useBrand();
  const { t } = useText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const pages = usePages("listCodeBatches", { path: brand.path, query: { offerId, limit: 50 } });
  const busy = pages.items.some((one) => one.state === "making" || one.state === "recalling");
  const { again } = pages;
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(again, followMs);
    return () => clearInterval(timer);
  });
  const may = brand.may("offers.publish") && bearer;
  const acts = may ? <BatchActs open={setOpened} /> : null;
  return (
    <>
      <PageHead
        title={t("bulk.title", { title })}
        lead={t("bulk.lead")}
        actions={
          <>
            <Link to={`/${brand.key}/offers/${offerId}`}>{t("bulk.back")}</Link>
            {pages.items.length > 0 ? acts : null}
          </>
        }
      />
      {bearer ? null : (
        <Note tone="plain" title={t("bulk.notBearer")} next={t("bulk.notBearerNext")} />
      )}
      <Listing
        label={t("bulk.open")}
        pages={pages}
        columns={useBatchColumns(setOpened)}
        keyOf={(one) => one.batchId}
        faded={(one) => one.state === "recalled"}
        empty={
          <Empty title={t("bulk.empty")} next={t("bulk.emptyNext")}>
            {acts}
          </Empty>
        }
      />
      <Dialog offerId={offerId} opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function BatchActs({ open }: { open(opened: Opened): void }) {
  const { t } = useText();
  return (
    <span className="c-actions">
      <Button onClick={() => open({ what: "import" })}>{t("bulk.import")}</Button>
      <Button type="primary" onClick={() => open({ what: "new" })}>
        {t("bulk.new")}
      </Button>
    </span>
  );
}

interface DialogProps {
  readonly offerId: string;
  readonly opened: Opened | null;
  onClose(): void;
}

function Dialog({ offerId, opened, onClose }: DialogProps) {
  switch (opened?.what) {
    case "new":
      return <NewBatchDialog offerId={offerId} onClose={onClose} />;
    case "import":
      return <ImportDialog offerId={offerId} onClose={onClose} />;
    case "export":
      return <ExportDialog batch={opened.batch} onClose={onClose} />;
    case "recall":
      return <RecallDialog batch={opened.batch} onClose={onClose} />;
    case undefined:
      return null;
  }
}
