import { useParams } from "@tanstack/react-router";
import { Button, Popconfirm, Skeleton } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { ApplicationPanel } from "./application-panel.tsx";
import { AxesPanel } from "./axes-panel.tsx";
import { FormPanel } from "./form-panel.tsx";
import { PicturesPanel } from "./pictures-panel.tsx";
import { PresalePanel } from "./presale-panel.tsx";
import { PricesPanel } from "./prices-panel.tsx";
import { StockPanel } from "./stock-panel.tsx";
import { VariantGrid } from "./variant-grid.tsx";

export type Product = Answer<"getProduct">;
export type ProductForm = Answer<"getProductForm">;
export interface PanelProps {
  readonly product: Product;
  readonly form: ProductForm;
}

/** One product: what it is, what it is chosen by, what it costs, what lies where. */
export function ProductPage() {
  const brand = useBrand();
  const { t } = useText();
  const { productId } = useParams({ strict: false }) as { productId: string };
  const path = { ...brand.path, productId };
  const found = useAnswer("getProduct", { path });
  const shape = useAnswer("getProductForm", { path });
  const change = useWrite("changeProduct", { done: t("form.saved") });
  const error = found.error ?? shape.error;
  if (error) return <ErrorNote error={error} again={() => void found.refetch()} />;
  const product = found.data;
  const form = shape.data;
  if (!product || !form || product.productId !== productId) return <Skeleton active />;
  const panel = { product, form };
  const retired = product.retiredAt !== null;
  const said = [product.externalCode, product.categoryPath, t(`product.phase.${form.phase}`)];
  return (
    <>
      <PageHead
        title={brand.named(product)}
        lead={said.filter(Boolean).join(" · ")}
        actions={
          brand.may("catalogue.write") ? (
            <Popconfirm
              title={t("form.confirmSure")}
              onConfirm={() => change.mutate({ path, body: { retired: !retired } })}
            >
              <Button danger={!retired}>
                {retired ? t("product.sellAgain") : t("product.retire")}
              </Button>
            </Popconfirm>
          ) : null
        }
      />
      {form.subscribers > 0 || form.phase === "preview" ? (
        <div className="c-note c-note-plain" role="status">
          <strong>{t("product.subscribers", { count: form.subscribers })}</strong>
          <p>{t("product.subscribersNote")}</p>
        </div>
      ) : null}
      <FormPanel key={productId} {...panel} />
      {form.handling === "apply_online" || form.handling === "print_in_store" ? (
        <ApplicationPanel key={`apply ${productId}`} {...panel} />
      ) : null}
      <PricesPanel {...panel} />
      <PresalePanel key={`presale ${productId}`} {...panel} />
      <PicturesPanel {...panel} />
      <AxesPanel key={JSON.stringify(form.axes)} {...panel} />
      <VariantGrid {...panel} />
      {form.stockKept ? <StockPanel {...panel} /> : null}
    </>
  );
}
