import { Link, useParams } from "@tanstack/react-router";
import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { BlockDrawer } from "./block-drawer.tsx";

export type Block = Item<"listBlocks">;

/** One level's blocks of a page; the other levels are named, with the way to them. */
export function BlocksPage() {
  const brand = useBrand();
  const { t } = useText();
  const { unitId } = useParams({ strict: false }) as { unitId: string };
  const [editing, setEditing] = useState<Block | "new" | null>(null);
  const unit = useAnswer("getUnit", { path: { ...brand.path, unitId } });
  const blocks = useAnswer("listBlocks", { path: brand.path, query: { unitId } });
  if (unit.error) return <ErrorNote error={unit.error} />;
  if (!unit.data || unit.data.unitId !== unitId) return <Skeleton active />;
  const { kind, code, path } = unit.data;
  const kindName = t(`unit.${kind}`);
  const live = kind === "store" ? `/${brand.key}/s/${encodeURIComponent(code)}` : null;
  const items = blocks.data?.items ?? [];
  return (
    <>
      <PageHead
        title={t("blocks.title", { name: brand.named(unit.data) })}
        lead={t("blocks.lead", { kind: kindName })}
        actions={
          <>
            {live ? (
              <Button href={live} target="_blank" rel="noopener">
                {t("stores.live")}
              </Button>
            ) : null}
            <Button type="primary" onClick={() => setEditing("new")}>
              {t("blocks.new")}
            </Button>
          </>
        }
      />
      {blocks.error ? <ErrorNote error={blocks.error} /> : null}
      {blocks.data && items.length === 0 ? (
        <Empty title={t("blocks.empty")} next={t("blocks.emptyNext")} />
      ) : (
        <ul className="c-blocks">
          {items.map((block, index) => (
            <BlockCard
              key={block.blockId}
              block={block}
              index={index}
              ids={items.map((one) => one.blockId)}
              onEdit={() => setEditing(block)}
            />
          ))}
        </ul>
      )}
      <section className="c-section">
        <h2>{t("blocks.others")}</h2>
        <p className="c-inline">
          {path
            .filter((one) => one.unitId !== unitId)
            .map((one) => (
              <Link key={one.unitId} to={`/${brand.key}/pages/${one.unitId}`}>
                {brand.named(one)}（{t(`unit.${one.kind}`)}）
              </Link>
            ))}
        </p>
      </section>
      {editing ? (
        <BlockDrawer
          unitId={unitId}
          block={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

interface BlockCardProps {
  readonly block: Block;
  readonly index: number;
  readonly ids: readonly string[];
  onEdit(): void;
}

function BlockCard({ block, index, ids, onEdit }: BlockCardProps) {
  const brand = useBrand();
  const { t, lang } = useText();
  const publish = useWrite("publishBlock", { done: t("blocks.published") });
  const withdraw = useWrite("withdrawBlock", { done: t("blocks.withdrawn") });
  const remove = useWrite("deleteBlock");
  const reorder = useWrite("reorderBlocks");
  const path = { ...brand.path, blockId: block.blockId };
  const swap = (to: number) => {
    const blockIds = [...ids];
    [blockIds[index], blockIds[to]] = [blockIds[to] ?? "", blockIds[index] ?? ""];
    reorder.mutate({ path: brand.path, body: { unitId: block.unitId, blockIds } });
  };
  const picture = block.mediaId ? `/${brand.key}/media/${block.mediaId}/medium` : null;
  return (
    <li className="c-block">
      <strong>{(lang === "en" && block.titleEn) || block.title}</strong>
      <span>
        <span className="c-state">{t(`blocks.kind.${block.kind}`)}</span>{" "}
        <span className={`c-state c-state-${block.state}`}>{t(`blocks.state.${block.state}`)}</span>
      </span>
      {block.text ? <p>{(lang === "en" && block.textEn) || block.text}</p> : null}
      {picture ? <img src={picture} alt="" /> : null}
      <span className="c-actions">
        {block.state === "draft" ? (
          <Button size="small" type="primary" onClick={() => publish.mutate({ path })}>
            {t("blocks.publish")}
          </Button>
        ) : (
          <Button size="small" onClick={() => withdraw.mutate({ path })}>
            {t("blocks.withdraw")}
          </Button>
        )}
        <Button size="small" onClick={onEdit}>
          {t("form.edit")}
        </Button>
        {index > 0 ? (
          <Button size="small" type="text" onClick={() => swap(index - 1)}>
            {t("blocks.up")}
          </Button>
        ) : null}
        {index < ids.length - 1 ? (
          <Button size="small" type="text" onClick={() => swap(index + 1)}>
            {t("blocks.down")}
          </Button>
        ) : null}
        <Popconfirm title={t("form.confirmSure")} onConfirm={() => remove.mutate({ path })}>
          <Button size="small" type="text" danger>
            {t("form.delete")}
          </Button>
        </Popconfirm>
      </span>
    </li>
  );
}
