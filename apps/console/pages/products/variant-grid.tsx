import { Switch } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Rows } from "../../parts/listing.tsx";
import { useText } from "../../text.ts";
import { type Combination, combinationsOf, skuOf } from "./combinations.ts";
import type { PanelProps } from "./product-page.tsx";

/** Every combination that the axes allow; sold are those that are switched on. */
export function VariantGrid({ product, form }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const add = useWrite("addVariant");
  const change = useWrite("changeVariant");
  if (form.axes.length === 0) return null;
  const { all, left } = combinationsOf(form.axes, product.variants);
  const path = { ...brand.path, productId: product.productId };
  const sold = all.filter((one) => one.variant && !one.variant.withdrawn).length;
  const turn = ({ options, variant }: Combination, on: boolean) => {
    if (variant) {
      const to = { ...path, variantId: variant.variantId };
      return change.mutate({ path: to, body: { withdrawn: !on } });
    }
    return add.mutate({ path, body: { sku: skuOf(product.externalCode, options), options } });
  };
  return (
    <fieldset className="c-fields">
      <legend>{t("variants.title", { sold, all: all.length + left })}</legend>
      <p className="c-quiet">{t("variants.note")}</p>
      <Rows
        label={t("variants.list")}
        items={all}
        keyOf={(one) => one.name}
        faded={(one) => !one.variant || one.variant.withdrawn}
        columns={[
          { key: "name", title: t("variants.combination"), head: true, cell: (one) => one.name },
          {
            key: "sku",
            title: t("variants.sku"),
            cell: (one) => <code>{one.variant?.sku ?? "—"}</code>,
          },
          {
            key: "sold",
            title: t("variants.sold"),
            end: true,
            cell: (one) => (
              <Switch
                aria-label={t("variants.sell", { name: one.name })}
                disabled={!brand.may("catalogue.write") || add.isPending || change.isPending}
                checked={one.variant !== undefined && !one.variant.withdrawn}
                onChange={(on) => turn(one, on)}
              />
            ),
          },
        ]}
      />
      {left > 0 ? <p className="c-quiet">{t("variants.more", { count: left })}</p> : null}
    </fieldset>
  );
}
