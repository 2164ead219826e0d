import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Rows } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { PanelProps } from "./product-page.tsx";

const reasons = ["received", "counted", "damaged", "moved"] as const;
type Reason = (typeof reasons)[number];

/** What lies in which store, and every change of it with its reason. */
export function StockPanel({ product, form }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, productId: product.productId };
  const found = useAnswer("listStock", { path });
  const stores = useAnswer("listUnits", { path: brand.path, query: { kind: "store", limit: 200 } });
  const nameOf = new Map((stores.data?.items ?? []).map((one) => [one.unitId, brand.named(one)]));
  const variants = new Map(product.variants.map((one) => [
    one.variantId,
    form.axes.map(({ key }) => one.options[key]).join(" / ") || one.sku,
  ]));
  const items = found.data?.items ?? [];
  return (
    <fieldset className="c-fields">
      <legend>{t("stock.title")}</legend>
      {brand.may("catalogue.write") ? <Adjust product={product} variants={variants} /> : null}
      {items.length === 0 ? (
        <Empty title={t("stock.empty")} next={t("stock.emptyNext")} />
      ) : (
        <Rows
          label={t("stock.title")}
          items={items}
          keyOf={(one) => `${one.storeId} ${one.variantId}`}
          faded={(one) => one.onHand === 0}
          columns={[
            {
              key: "store",
              title: t("pick.store"),
              head: true,
              cell: (one) => nameOf.get(one.storeId) ?? one.storeId,
            },
            {
              key: "variant",
              title: t("variants.combination"),
              cell: (one) => (one.variantId ? (variants.get(one.variantId) ?? "—") : "—"),
            },
            { key: "hand", title: t("stock.onHand"), end: true, cell: (one) => one.onHand },
            { key: "held", title: t("stock.reserved"), end: true, cell: (one) => one.reserved },
            {
              key: "free",
              title: t("stock.free"),
              end: true,
              cell: (one) => <strong>{one.onHand - one.reserved}</strong>,
            },
          ]}
        />
      )}
    </fieldset>
  );
}

interface AdjustProps {
  readonly product: PanelProps["product"];
  readonly variants: ReadonlyMap<string, string>;
}

function Adjust({ product, variants }: AdjustProps) {
  const brand = useBrand();
  const { t } = useText();
  const [storeId, setStore] = useState<string>();
  const [variantId, setVariant] = useState<string | null>(null);
  const [reason, setReason] = useState<Reason>("received");
  const [amount, setAmount] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const done = () => {
    setAmount(null);
    setNote("");
  };
  const adjust = useWrite("adjustStock", { done: t("form.saved"), onDone: done });
  const sold = product.variants.filter((one) => !one.withdrawn);
  const ready = storeId && amount !== null && (sold.length === 0 || variantId);
  const send = () => {
    if (!storeId || amount === null) return;
    const by = reason === "counted" ? { counted: amount } : { change: amount };
    const body = { storeId, variantId, reason, note, ...by };
    adjust.mutate({ path: { ...brand.path, productId: product.productId }, body });
  };
  return (
    <div className="c-stock-adjust">
      <UnitPick
        label={t("pick.store")}
        kind="store"
        value={storeId}
        clearable={false}
        onChange={setStore}
      />
      {sold.length > 0 ? (
        <Select
          aria-label={t("variants.combination")}
          placeholder={t("variants.combination")}
          value={variantId}
          onChange={setVariant}
          options={sold.map((one) => ({
            value: one.variantId, label: variants.get(one.variantId) ?? one.sku,
          }))}
        />
      ) : null}
      <Select
        aria-label={t("stock.reason")}
        value={reason}
        onChange={(next: Reason) => setReason(next)}
        options={reasons.map((value) => ({ value, label: t(`stock.reason.${value}`) }))}
      />
      <InputNumber
        aria-label={reason === "counted" ? t("stock.counted") : t("stock.change")}
        placeholder={reason === "counted" ? t("stock.counted") : t("stock.change")}
        precision={0}
        value={amount}
        onChange={setAmount}
      />
      <Input
        aria-label={t("stock.note")}
        placeholder={t("stock.note")}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button type="primary" disabled={!ready} loading={adjust.isPending} onClick={send}>
        {t("stock.adjust")}
      </Button>
    </div>
  );
}
