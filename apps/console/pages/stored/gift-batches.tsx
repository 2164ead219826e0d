import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { api, problemText } from "../../api.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { saveFile } from "../channels/poster-files.ts";
import { NewCardsDialog } from "./new-cards-dialog.tsx";
import { SellDialog } from "./sell-dialog.tsx";

export type GiftBatch = Item<"listGiftCardBatches">;

/** Batches of gift cards: what became of their cards, and what can be done with them. */
export function GiftBatches() {
  const brand = useBrand();
  const { t } = useText();
  const [making, setMaking] = useState(false);
  const [selling, setSelling] = useState<GiftBatch | null>(null);
  const pages = usePages("listGiftCardBatches", { path: brand.path, query: { limit: 50 } });
  const make = (
    <Button type="primary" onClick={() => setMaking(true)}>{t("cards.new")}</Button>
  );
  return (
    <>
      {pages.items.length > 0 ? <div className="c-bar">{make}</div> : null}
      <Listing
        label={t("stored.tab.cards")}
        pages={pages}
        columns={useColumns(setSelling)}
        keyOf={(one) => one.batchId}
        faded={(one) => one.recallReason !== null}
        empty={<Empty title={t("cards.empty")} next={t("cards.emptyNext")}>{make}</Empty>}
      />
      {making ? <NewCardsDialog onClose={() => setMaking(false)} /> : null}
      {selling ? <SellDialog batch={selling} onClose={() => setSelling(null)} /> : null}
    </>
  );
}

function useColumns(sell: (batch: GiftBatch) => void): Column<GiftBatch>[] {
  const { t } = useText();
  const brand = useBrand();
  return [
    {
      key: "name",
      title: t("cards.name"),
      head: true,
      cell: (one) => (
        <>
          {one.name} <span className="c-state">{t(`cards.how.${one.how}`)}</span>
        </>
      ),
    },
    {
      key: "face",
      title: t("cards.face"),
      end: true,
      cell: (one) => brand.money(one.faceMinor),
    },
    { key: "made", title: t("cards.made"), end: true, cell: (one) => one.made },
    { key: "unsold", title: t("cards.unsold"), end: true, cell: (one) => one.unsold },
    { key: "active", title: t("cards.active"), end: true, cell: (one) => one.active },
    { key: "redeemed", title: t("cards.redeemed"), end: true, cell: (one) => one.redeemed },
    { key: "valid", title: t("cards.validTo"), cell: (one) => one.validTo },
    { key: "next", title: "", end: true, cell: (one) => <Acts batch={one} sell={sell} /> },
  ];
}

function Acts({ batch, sell }: { batch: GiftBatch; sell(batch: GiftBatch): void }) {
  const { t } = useText();
  const brand = useBrand();
  const { message } = App.useApp();
  const path = { ...brand.path, batchId: batch.batchId };
  const recall = useWrite("recallGiftCards", {
    onDone: ({ cards }) => void message.success(t("cards.recallDone", { count: cards })),
  });
  if (batch.recallReason !== null) {
    return <span className="c-state">{`${t("cards.recalled")} ${batch.recalled}`}</span>;
  }
  return (
    <span className="c-actions">
      {batch.unsold > 0 ? (
        <Button size="small" onClick={() => sell(batch)}>{t("cards.sell")}</Button>
      ) : null}
      <ExportButton batch={batch} />
      <Popconfirm
        title={t("form.confirmSure")}
        description={t("cards.recallSure")}
        onConfirm={() => recall.mutate({ path, body: { reason: t("cards.recall") } })}
      >
        <Button size="small" type="text" danger loading={recall.isPending}>
          {t("cards.recall")}
        </Button>
      </Popconfirm>
    </span>
  );
}

/** The answer is a file, so the typed call does not fit. */
function ExportButton({ batch }: { batch: GiftBatch }) {
  const { t, lang } = useText();
  const brand = useBrand();
  const { notification } = App.useApp();
  const path = { ...brand.path, batchId: batch.batchId };

  async function save(): Promise<void> {
    const answer = await fetch(api.url("exportGiftCards", { path }), {
      method: "POST",
      headers: { "accept-language": lang },
    });
    if (!answer.ok) {
      const said = await answer.json().catch(() => ({}));
      const problem = problemText(new BihuanProblem({ status: answer.status, ...said }));
      notification.error({ title: problem.title, description: problem.next, placement: "top" });
      return;
    }
    saveFile(await answer.blob(), `cards-${batch.name}.csv`);
  }

  return (
    <Popconfirm
      title={t("cards.export")}
      description={t("cards.exportSure")}
      onConfirm={() => void save()}
    >
      <Button size="small">{t("cards.export")}</Button>
    </Popconfirm>
  );
}
