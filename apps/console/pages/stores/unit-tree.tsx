import { Link } from "@tanstack/react-router";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { UnitDialog, type UnitTask } from "./unit-dialog.tsx";

export type Unit = Item<"listUnits">;

/** The organisation; children are read when a unit is opened. */
export function UnitTree() {
  const brand = useBrand();
  const [task, setTask] = useState<UnitTask | null>(null);
  const roots = brand.unitsFor("stores.read");
  return (
    <div className="c-tree">
      <ul>
        {roots.map((root) => (
          <RootNode key={root.unitId} unitId={root.unitId} onTask={setTask} />
        ))}
      </ul>
      {task ? <UnitDialog task={task} onClose={() => setTask(null)} /> : null}
    </div>
  );
}

interface OnTask {
  onTask(task: UnitTask): void;
}

function RootNode({ unitId, onTask }: { unitId: string } & OnTask) {
  const brand = useBrand();
  const root = brand.unitsFor("stores.read").find((one) => one.unitId === unitId);
  if (!root) return null;
  return (
    <Node
      open
      unit={{ ...root, kind: root.kind as Unit["kind"], childCount: 1, parentId: null }}
      onTask={onTask}
    />
  );
}

type NodeUnit = Pick<Unit, "unitId" | "kind" | "name" | "nameEn" | "childCount" | "parentId">;

function Node({ unit, open = false, onTask }: { unit: NodeUnit; open?: boolean } & OnTask) {
  const brand = useBrand();
  const { t } = useText();
  const [isOpen, setOpen] = useState(open);
  const name = brand.named(unit);
  return (
    <li>
      <div className="c-tree-row">
        {unit.childCount > 0 ? (
          <button
            type="button"
            className="c-tree-toggle"
            aria-expanded={isOpen}
            aria-label={t("units.opens", { name })}
            onClick={() => setOpen(!isOpen)}
          >
            ›
          </button>
        ) : (
          <span className="c-tree-leaf" />
        )}
        {unit.kind === "store" ? (
          <Link to={`/${brand.key}/stores/${unit.unitId}`}>{name}</Link>
        ) : (
          <strong>{name}</strong>
        )}
        <span className="c-tree-kind">
          {t(`unit.${unit.kind}`)}
          {unit.childCount > 0 && !open ? ` · ${unit.childCount}` : ""}
        </span>
        <NodeActions unit={unit} onTask={onTask} />
      </div>
      {isOpen ? <Children unitId={unit.unitId} onTask={onTask} /> : null}
    </li>
  );
}

function Children({ unitId, onTask }: { unitId: string } & OnTask) {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listUnits", { path: brand.path, query: { parentId: unitId, limit: 50 } });
  if (pages.error) return <ErrorNote error={pages.error} again={pages.again} />;
  return (
    <ul>
      {pages.items.map((unit) => (
        <Node key={unit.unitId} unit={unit} onTask={onTask} />
      ))}
      {!pages.loading && pages.items.length === 0 ? (
        <li className="c-tree-row c-quiet">{t("units.empty")}</li>
      ) : null}
      {pages.hasMore ? (
        <li className="c-tree-row">
          <Button size="small" loading={pages.loadingMore} onClick={pages.more}>
            {t("list.more")}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function NodeActions({ unit, onTask }: { unit: NodeUnit } & OnTask) {
  const brand = useBrand();
  const { t } = useText();
  const close = useWrite("closeUnit", { done: t("units.closed") });
  const path = { ...brand.path, unitId: unit.unitId };
  const manage = brand.may("units.manage");
  return (
    <span className="c-actions">
      {brand.may("pages.write") ? (
        <Link to={`/${brand.key}/pages/${unit.unitId}`}>{t("stores.page")}</Link>
      ) : null}
      {manage && unit.kind !== "store" ? (
        <Button size="small" type="text" onClick={() => onTask({ what: "create", unit })}>
          {t("units.new")}
        </Button>
      ) : null}
      {manage ? (
        <Button size="small" type="text" onClick={() => onTask({ what: "rename", unit })}>
          {t("units.rename")}
        </Button>
      ) : null}
      {manage && unit.parentId !== null ? (
        <>
          <Button size="small" type="text" onClick={() => onTask({ what: "move", unit })}>
            {t("units.move")}
          </Button>
          <Popconfirm
            title={t("form.confirmSure")}
            description={t("units.closeSure")}
            onConfirm={() => close.mutate({ path })}
          >
            <Button size="small" type="text" danger>
              {t("units.close")}
            </Button>
          </Popconfirm>
        </>
      ) : null}
    </span>
  );
}
