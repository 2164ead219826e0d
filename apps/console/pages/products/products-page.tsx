import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { CsvImport } from "../../parts/csv-import.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { CadenceNote } from "./cadence-note.tsx";
import { NewProduct } from "./new-product.tsx";

type Product = Item<"listProducts">;

/** What is sold, and what offers can be for: one by one, or by CSV from where they are kept. */
export function ProductsPage() {
  const brand = useBrand();
  const { t } = useText();
  const [text, setText] = useState("");
  const [importing, setImporting] = useState(false);
  const query = { limit: 50, ...(text ? { text } : {}) };
  const pages = usePages("listProducts", { path: brand.path, query });
  const [adding, setAdding] = useState(false);
  const button = brand.may("catalogue.write") ? (
    <>
      <Button onClick={() => setImporting(!importing)}>
        {importing ? t("form.close") : t("products.import")}
      </Button>
      <Button type="primary" onClick={() => setAdding(true)}>{t("product.new")}</Button>
    </>
  ) : null;
  return (
    <>
      <PageHead title={t("products.title")} lead={t("products.lead")} actions={button} />
      <CadenceNote />
      {adding ? <NewProduct onClose={() => setAdding(false)} /> : null}
      {importing ? (
        <section className="c-panel">
          <CsvImport operation="importProducts" hint={t("import.hintProducts")} />
        </section>
      ) : null}
      <div className="c-bar">
        <Input.Search
          className="c-pick"
          allowClear
          placeholder={t("products.search")}
          aria-label={t("products.search")}
          onSearch={(typed) => setText(typed.trim())}
        />
      </div>
      <Listing
        label={t("products.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.productId}
        faded={(one) => one.retiredAt !== null}
        empty={
          <Empty title={t("products.empty")} next={t("products.emptyNext")}>
            {importing ? null : button}
          </Empty>
        }
      />
    </>
  );
}

function useColumns(): Column<Product>[] {
  const { t } = useText();
  const brand = useBrand();
  const price = (minor: number | null) =>
    minor === null ? t("products.noPrice") : brand.money(minor);
  return [
    {
      key: "name",
      title: t("form.name"),
      head: true,
      cell: (one) => (
        <>
          <Link to={`/${brand.key}/products/${one.productId}`}>{brand.named(one)}</Link>
          {one.retiredAt === null ? null : <small>{t("products.retired")}</small>}
        </>
      ),
    },
    { key: "code", title: t("products.code"), cell: (one) => <code>{one.externalCode}</code> },
    { key: "category", title: t("products.category"), cell: (one) => one.categoryPath ?? "—" },
    { key: "list", title: t("products.list"), end: true, cell: (one) => price(one.listPriceMinor) },
    {
      key: "floor",
      title: t("products.floor"),
      end: true,
      cell: (one) => price(one.floorPriceMinor),
    },
  ];
}
