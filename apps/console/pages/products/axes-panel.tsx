import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { PanelProps, ProductForm } from "./product-page.tsx";

type Axis = ProductForm["axes"][number];

const mostAxes = 4;

/** What a buyer chooses by. A new axis is called by its name in the variants. */
export function AxesPanel({ product, form }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const [axes, setAxes] = useState<readonly Axis[]>(form.axes);
  const shape = useWrite("changeProductForm", { done: t("form.saved") });
  const set = (at: number, part: Partial<Axis>) =>
    setAxes(axes.map((axis, place) => (place === at ? { ...axis, ...part } : axis)));
  const changed = JSON.stringify(axes) !== JSON.stringify(form.axes);
  const complete = axes.every((axis) => axis.name.trim() !== "" && axis.values.length > 0);
  const save = () =>
    shape.mutate({
      path: { ...brand.path, productId: product.productId },
      body: {
        axes: axes.map((axis) => ({
          ...axis, key: axis.key || axis.name.trim(), values: [...axis.values],
        })),
      },
    });
  if (!brand.may("catalogue.write") && axes.length === 0) return null;
  return (
    <fieldset className="c-fields" disabled={!brand.may("catalogue.write")}>
      <legend>{t("axes.title")}</legend>
      <p className="c-quiet">{t("axes.note")}</p>
      {axes.map((axis, at) => (
        <div className="c-axis" key={at}>
          <Input
            aria-label={t("axes.name", { at: at + 1 })}
            placeholder={t("axes.nameHint")}
            maxLength={40}
            value={axis.name}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <Values axis={axis} at={at} onChange={(values) => set(at, { values })} />
          <Button type="text" danger onClick={() => setAxes(axes.filter((_, n) => n !== at))}>
            {t("form.delete")}
          </Button>
        </div>
      ))}
      <div className="c-form-foot">
        {axes.length < mostAxes ? (
          <Button
            onClick={() => setAxes([...axes, { key: "", name: "", nameEn: null, values: [] }])}
          >
            {t("axes.add")}
          </Button>
        ) : null}
        <Button
          type="primary"
          disabled={!changed || !complete}
          loading={shape.isPending}
          onClick={save}
        >
          {t("form.save")}
        </Button>
      </div>
    </fieldset>
  );
}

interface ValuesProps {
  readonly axis: Axis;
  readonly at: number;
  onChange(values: Axis["values"]): void;
}

function Values({ axis, at, onChange }: ValuesProps) {
  const { t } = useText();
  const nameEn = new Map(axis.values.map((one) => [one.value, one.nameEn]));
  return (
    <Select
      mode="tags"
      open={false}
      suffixIcon={null}
      aria-label={t("axes.values", { at: at + 1 })}
      placeholder={t("axes.valuesHint")}
      tokenSeparators={[",", "，", "、"]}
      value={axis.values.map((one) => one.value)}
      onChange={(words: string[]) => {
        const values = words.map((one) => one.trim()).filter((one) => one !== "");
        onChange(values.map((value) => ({ value, nameEn: nameEn.get(value) ?? null })));
      }}
    />
  );
}
