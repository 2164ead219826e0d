import { Button, Drawer, Form, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { currencyDigits } from "#packages/ui/format.ts";
import { type Item, useAnswer, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

type PriceList = Item<"listPriceLists">;

/** Prices of their own for a store, a region, a group of members, or a time. */
export function PriceListsPage() {
  const brand = useBrand();
  const { t } = useText();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<PriceList | null>(null);
  const pages = usePages("listPriceLists", { path: brand.path, query: { limit: 50 } });
  const units = useAnswer("listUnits", { path: brand.path, query: { limit: 200 } });
  const nameOf = new Map((units.data?.items ?? []).map((one) => [one.unitId, brand.named(one)]));
  const button = brand.may("catalogue.write") ? (
    <Button type="primary" onClick={() => setAdding(true)}>{t("lists.new")}</Button>
  ) : null;
  const ended = (one: PriceList) => one.validTo !== null && one.validTo <= Date.now();
  return (
    <>
      <PageHead title={t("lists.title")} lead={t("lists.lead")} actions={button} />
      <Listing
        label={t("lists.title")}
        pages={pages}
        keyOf={(one) => one.listId}
        faded={ended}
        columns={[
          { key: "name", title: t("form.name"), head: true, cell: (one) => one.name },
          {
            key: "where",
            title: t("pick.unit"),
            cell: (one) => (one.unitId ? (nameOf.get(one.unitId) ?? "…") : t("lists.everywhere")),
          },
          {
            key: "who",
            title: t("lists.segment"),
            cell: (one) => (one.segment === "member" || one.segment === "new_member"
              ? t(`lists.segment.${one.segment}`) : (one.segment ?? t("lists.everybody"))),
          },
          {
            key: "when",
            title: t("lists.holds"),
            cell: (one) => `${brand.at(one.validFrom)} – ${
              one.validTo === null ? t("lists.open") : brand.at(one.validTo)}`,
          },
          { key: "count", title: t("products.title"), end: true, cell: (one) => one.products },
          {
            key: "do",
            title: "",
            end: true,
            cell: (one) => <Button onClick={() => setOpen(one)}>{t("lists.prices")}</Button>,
          },
        ]}
        empty={<Empty title={t("lists.empty")} next={t("lists.emptyNext")}>{button}</Empty>}
      />
      {adding ? <NewList onClose={() => setAdding(false)} /> : null}
      {open ? <ListPrices list={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

interface Typed {
  readonly name: string;
  readonly unitId?: string;
  readonly segment?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
}

function NewList({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const create = useWrite("createPriceList", { done: t("form.saved"), onDone: onClose });
  const save = (typed: Typed) =>
    create.mutate({
      path: brand.path,
      body: {
        name: typed.name,
        unitId: typed.unitId ?? null,
        segment: typed.segment ?? null,
        firstDay: typed.firstDay || null,
        lastDay: typed.lastDay || null,
      },
    });
  const optional = t("form.optional");
  return (
    <Drawer open onClose={onClose} size="min(480px, 100vw)" title={t("lists.new")}>
      <Form<Typed> layout="vertical" onFinish={save}>
        <Form.Item
          name="name"
          label={t("form.name")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="unitId" label={`${t("pick.unit")} · ${optional}`}>
          <UnitPick label={t("lists.everywhere")} />
        </Form.Item>
        <Form.Item name="segment" label={`${t("lists.segment")} · ${optional}`}>
          <Select
            allowClear
            placeholder={t("lists.everybody")}
            options={(["member", "new_member"] as const).map((value) => ({
              value, label: t(`lists.segment.${value}`),
            }))}
          />
        </Form.Item>
        <div className="c-pair">
          <Form.Item name="firstDay" label={`${t("product.firstDay")} · ${optional}`}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="lastDay" label={`${t("product.lastDay")} · ${optional}`}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Button type="primary" block htmlType="submit" loading={create.isPending}>
          {t("form.create")}
        </Button>
      </Form>
    </Drawer>
  );
}

function ListPrices({ list, onClose }: { list: PriceList; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, listId: list.listId };
  const pages = usePages("listListPrices", { path, query: { limit: 50 } });
  const set = useWrite("setListPrices", { done: t("form.saved") });
  const end = useWrite("endPriceList", { done: t("form.saved"), onDone: onClose });
  const put = (productId: string, variantId: string | null, amountMinor: number | null) =>
    set.mutate({ path, body: { prices: [{ productId, variantId, amountMinor }] } });
  const may = brand.may("catalogue.write");
  return (
    <Drawer open onClose={onClose} size="min(640px, 100vw)" title={list.name}>
      {may ? <AddPrice onAdd={(productId, minor) => put(productId, null, minor)} /> : null}
      <Listing
        label={list.name}
        pages={pages}
        keyOf={(one) => `${one.productId} ${one.variantId}`}
        columns={[
          {
            key: "name",
            title: t("form.name"),
            head: true,
            cell: (one) => <>{one.name} <small>{one.externalCode}</small></>,
          },
          {
            key: "price",
            title: t("prices.list"),
            end: true,
            cell: (one) => brand.money(one.amountMinor),
          },
          {
            key: "out",
            title: "",
            end: true,
            cell: (one) => (
              <Button disabled={!may} onClick={() => put(one.productId, one.variantId, null)}>
                {t("lists.takeOut")}
              </Button>
            ),
          },
        ]}
        empty={<Empty title={t("lists.noPrices")} next={t("lists.noPricesNext")} />}
      />
      {may ? (
        <div className="c-form-foot">
          <Popconfirm title={t("form.confirmSure")} onConfirm={() => end.mutate({ path })}>
            <Button danger loading={end.isPending}>{t("lists.end")}</Button>
          </Popconfirm>
        </div>
      ) : null}
    </Drawer>
  );
}

function AddPrice({ onAdd }: { onAdd(productId: string, minor: number): void }) {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const [text, setText] = useState("");
  const [productId, setProduct] = useState<string | null>(null);
  const [major, setMajor] = useState<number | null>(null);
  const query = { limit: 30, ...(text ? { text } : {}) };
  const found = useAnswer("listProducts", { path: brand.path, query });
  const add = () => {
    if (!productId || major === null) return;
    onAdd(productId, Math.round(major * 10 ** currencyDigits(currency)));
    setProduct(null);
    setMajor(null);
  };
  return (
    <div className="c-stock-adjust">
      <Select
        aria-label={t("lists.product")}
        placeholder={t("lists.product")}
        value={productId}
        onChange={setProduct}
        loading={found.isFetching}
        showSearch={{ filterOption: false, onSearch: setText }}
        options={(found.data?.items ?? []).map((one) => ({
          value: one.productId,
          label: `${brand.named(one)} · ${brand.money(one.listPriceMinor)}`,
        }))}
      />
      <AmountInput
        currency={currency}
        label={t("prices.list")}
        value={major}
        onChange={setMajor}
      />
      <Button type="primary" disabled={!productId || major === null} onClick={add}>
        {t("lists.add")}
      </Button>
    </div>
  );
}
