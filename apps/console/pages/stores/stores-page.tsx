import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Select, Tabs } from "antd";
import { useState } from "react";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { CsvImport } from "../../parts/csv-import.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { UnitTree } from "./unit-tree.tsx";

type Store = Item<"listStores">;
export const storeRoles = ["sales", "experience", "flagship", "pickup"] as const;
type Role = (typeof storeRoles)[number];

/** Stores as a list, the organisation as a tree, and the import. */
export function StoresPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const write = brand.may("stores.write");
  const importing = {
    key: "import",
    label: t("stores.tab.import"),
    children: <CsvImport operation="importStores" hint={t("import.hintStores")} />,
  };
  return (
    <>
      <PageHead
        title={t("stores.title")}
        lead={t("stores.lead")}
        actions={
          write ? (
            <Button
              type="primary"
              onClick={() => void navigate({ to: `/${brand.key}/stores/new` })}
            >
              {t("stores.new")}
            </Button>
          ) : null
        }
      />
      <Tabs
        activeKey={tab ?? "stores"}
        onChange={(next) => void navigate({ to: `/${brand.key}/stores`, search: { tab: next } })}
        destroyOnHidden
        items={[
          { key: "stores", label: t("stores.tab.stores"), children: <StoreList /> },
          { key: "tree", label: t("stores.tab.tree"), children: <UnitTree /> },
          ...(write ? [importing] : []),
        ]}
      />
    </>
  );
}

function StoreList() {
  const brand = useBrand();
  const { t } = useText();
  const [text, setText] = useState("");
  const [unitId, setUnit] = useState<string | undefined>();
  const [role, setRole] = useState<Role | undefined>();
  const query = {
    limit: 50,
    ...(text.trim() ? { text: text.trim() } : {}),
    ...(unitId ? { unitId } : {}),
    ...(role ? { role } : {}),
  };
  const pages = usePages("listStores", { path: brand.path, query });
  return (
    <>
      <div className="c-bar">
        <Input.Search
          className="c-pick"
          allowClear
          placeholder={t("stores.searchStores")}
          aria-label={t("stores.searchStores")}
          onSearch={setText}
        />
        <UnitPick label={t("pick.unit")} value={unitId} onChange={setUnit} />
        <Select
          className="c-pick"
          allowClear
          aria-label={t("stores.role")}
          placeholder={t("stores.role")}
          value={role ?? null}
          onChange={(next: Role | null) => setRole(next ?? undefined)}
          options={storeRoles.map((value) => ({ value, label: t(`stores.role.${value}`) }))}
        />
      </div>
      <Listing
        label={t("stores.tab.stores")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.storeId}
        faded={(one) => one.closedAt !== null}
        empty={<Empty title={t("stores.empty")} next={t("stores.emptyNext")} />}
      />
    </>
  );
}

function useColumns(): Column<Store>[] {
  const { t } = useText();
  const brand = useBrand();
  return [
    {
      key: "name",
      title: t("form.name"),
      head: true,
      cell: (one) => (
        <Link to={`/${brand.key}/stores/${one.storeId}`}>{brand.named(one)}</Link>
      ),
    },
    { key: "code", title: t("stores.code"), cell: (one) => <code>{one.code}</code> },
    { key: "role", title: t("stores.role"), cell: (one) => t(`stores.role.${one.role}`) },
    {
      key: "where",
      title: t("stores.address"),
      cell: (one) => (
        <>
          {[one.city, one.address].filter(Boolean).join(" · ")}
          {one.lat === null ? <small className="c-warn">{t("stores.noPosition")}</small> : null}
        </>
      ),
    },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) => (
        <span className="c-actions">
          {brand.may("pages.write") ? (
            <Link to={`/${brand.key}/pages/${one.storeId}`} search={{ code: one.code }}>
              {t("stores.page")}
            </Link>
          ) : null}
          <a
            href={`/${brand.key}/s/${encodeURIComponent(one.code)}`}
            target="_blank"
            rel="noopener"
          >
            {t("stores.live")}
          </a>
        </span>
      ),
    },
  ];
}
