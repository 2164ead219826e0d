import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { ItemDialog } from "./item-dialog.tsx";

export type MallItem = Item<"listMallItems">;
type Exchange = Item<"listMallExchanges">;

/** What there is for points, and who has exchanged what. */
export function MallTab() {
  const brand = useBrand();
  const { t } = useText();
  const [editing, setEditing] = useState<MallItem | "new">();
  const pages = usePages("listMallItems", { path: brand.path, query: { limit: 50 } });
  const may = brand.may("points.manage");
  const columns = useItemColumns(may ? setEditing : undefined);
  return (
    <>
      {may ? (
        <div className="c-bar">
          <p className="c-quiet">{t("mallItems.note")}</p>
          <Button type="primary" onClick={() => setEditing("new")}>{t("mallItems.add")}</Button>
        </div>
      ) : null}
      <Listing
        label={t("loyal.mall")}
        pages={pages}
        columns={columns}
        keyOf={(one) => one.itemId}
        faded={(one) => !one.shown || !one.open}
        empty={<Empty title={t("mallItems.empty")} next={t("mallItems.emptyNext")} />}
      />
      {editing ? (
        <ItemDialog
          item={editing === "new" ? null : editing}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {brand.may("members.read") ? <Exchanges /> : null}
    </>
  );
}

function useItemColumns(onEdit: ((item: MallItem) => void) | undefined): Column<MallItem>[] {
  const { t, lang } = useText();
  return [
    {
      key: "title",
      title: t("mallItems.title"),
      head: true,
      cell: (one) => inLang(lang, one.title, one.titleEn),
    },
    { key: "points", title: t("mallItems.points"), end: true, cell: (one) => one.points },
    {
      key: "left",
      title: t("mallItems.left"),
      end: true,
      cell: (one) => one.left ?? t("mallItems.unlimited"),
    },
    {
      key: "perMember",
      title: t("mallItems.perMember"),
      end: true,
      cell: (one) => one.perMember ?? t("mallItems.unlimited"),
    },
    {
      key: "state",
      title: t("mallItems.state"),
      cell: (one) =>
        one.open ? t(one.shown ? "mallItems.shown" : "mallItems.hidden") : t("mallItems.closed"),
    },
    {
      key: "act",
      title: "",
      end: true,
      cell: (one) => onEdit ? (
        <Button size="small" onClick={() => onEdit(one)}>{t("form.edit")}</Button>
      ) : null,
    },
  ];
}

function Exchanges() {
  const brand = useBrand();
  const { t, lang } = useText();
  const [undoing, setUndoing] = useState<Exchange>();
  const pages = usePages("listMallExchanges", { path: brand.path, query: { limit: 20 } });
  const may = brand.may("points.manage");
  return (
    <>
      <h2>{t("exchanges.title")}</h2>
      <Listing<Exchange>
        label={t("exchanges.title")}
        pages={pages}
        keyOf={(one) => one.exchangeId}
        faded={(one) => one.undoneAt !== null}
        empty={<Empty title={t("exchanges.empty")} />}
        columns={[
          {
            key: "what",
            title: t("mallItems.title"),
            head: true,
            cell: (one) => inLang(lang, one.title, one.titleEn),
          },
          { key: "who", title: t("members.member"), cell: (one) => one.masked },
          { key: "points", title: t("mallItems.points"), end: true, cell: (one) => one.points },
          { key: "at", title: t("exchanges.at"), cell: (one) => brand.at(one.at) },
          {
            key: "act",
            title: "",
            end: true,
            cell: (one) => one.undoneAt !== null ? (
              <span className="c-state">{t("exchanges.undone")}</span>
            ) : may ? (
              <Button size="small" type="text" danger onClick={() => setUndoing(one)}>
                {t("exchanges.undo")}
              </Button>
            ) : null,
          },
        ]}
      />
      {undoing ? <UndoDialog exchange={undoing} onClose={() => setUndoing(undefined)} /> : null}
    </>
  );
}

const reasons = ["member_wish", "mistake", "not_available"] as const;

function UndoDialog({ exchange, onClose }: { exchange: Exchange; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [reason, setReason] = useState<(typeof reasons)[number]>("member_wish");
  const undo = useWrite("undoMallExchange", { done: t("exchanges.undone"), onDone: onClose });
  const path = { ...brand.path, exchangeId: exchange.exchangeId };
  return (
    <Modal
      open
      title={t("exchanges.undoTitle", { points: exchange.points })}
      okText={t("exchanges.undo")}
      okButtonProps={{ danger: true }}
      cancelText={t("form.cancel")}
      confirmLoading={undo.isPending}
      onOk={() => undo.mutate({ path, body: { reason } })}
      onCancel={onClose}
    >
      <p>{t("exchanges.undoText")}</p>
      <Radio.Group
        aria-label={t("exchanges.reason")}
        vertical
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={reasons.map((value) => ({ value, label: t(`exchanges.reason.${value}`) }))}
      />
    </Modal>
  );
}
