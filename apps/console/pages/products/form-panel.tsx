import { Button, Form, Input, Select, Switch } from "antd";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { PanelProps, ProductForm } from "./product-page.tsx";

interface Typed {
  readonly kind: ProductForm["kind"];
  readonly handling: ProductForm["handling"];
  readonly stockKept: boolean;
  readonly onShelf: boolean;
  readonly details?: string;
  readonly detailsEn?: string;
  readonly previewDay?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly channels: string[];
}

const kinds = ["goods", "service", "business"] as const;
const handlings = ["online", "store_only", "apply_online", "print_in_store"] as const;
const origins = ["own", "joint", "partner"] as const;

/** What it is, how it is handled, when and through which channels it is sold. */
export function FormPanel({ product, form }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const shape = useWrite("changeProductForm", { done: t("form.saved") });
  const save = (typed: Typed) =>
    shape.mutate({
      path: { ...brand.path, productId: product.productId },
      body: {
        kind: typed.kind,
        handling: typed.handling,
        stockKept: typed.stockKept,
        onShelf: typed.onShelf,
        details: typed.details ?? "",
        detailsEn: typed.detailsEn || null,
        previewDay: typed.previewDay || null,
        firstDay: typed.firstDay || null,
        lastDay: typed.lastDay || null,
        channels: typed.channels.map(ruleOf),
      },
    });
  return (
    <Form<Typed>
      layout="vertical"
      initialValues={typedOf(form)}
      disabled={!brand.may("catalogue.write")}
      onFinish={save}
    >
      <Fields />
      <div className="c-form-foot">
        <Button type="primary" htmlType="submit" loading={shape.isPending}>
          {t("form.save")}
        </Button>
      </div>
    </Form>
  );
}

type Rule = ProductForm["channels"][number];

const keyOf = (rule: Rule): string => rule.channelId ?? `origin:${rule.origin}`;

function ruleOf(key: string): Rule {
  const origin = origins.find((one) => key === `origin:${one}`);
  return origin ? { origin, channelId: null } : { origin: null, channelId: key };
}

function typedOf(form: ProductForm): Typed {
  const { kind, handling, stockKept, onShelf, details } = form;
  const { detailsEn, previewDay, firstDay, lastDay } = form;
  return {
    kind, handling, stockKept, onShelf, details,
    detailsEn: detailsEn ?? "",
    previewDay: previewDay ?? "",
    firstDay: firstDay ?? "",
    lastDay: lastDay ?? "",
    channels: form.channels.map(keyOf),
  };
}

function Fields() {
  const { t } = useText();
  const optional = t("form.optional");
  const kind = Form.useWatch<Typed["kind"]>("kind");
  const fitting = kind === "goods" ? handlings.slice(0, 2) : handlings;
  return (
    <>
      <fieldset className="c-fields">
        <legend>{t("product.what")}</legend>
        <div className="c-pair">
          <Form.Item name="kind" label={t("product.kind")}>
            <Select
              options={kinds.map((value) => ({ value, label: t(`product.kind.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="handling" label={t("product.handling")}>
            <Select
              options={fitting.map((value) => ({ value, label: t(`product.handling.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="stockKept" label={t("product.stockKept")} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="onShelf" label={t("product.onShelf")} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <Form.Item name="details" label={`${t("product.details")} · ${optional}`}>
          <Input.TextArea rows={4} maxLength={4000} />
        </Form.Item>
        <Form.Item name="detailsEn" label={`${t("product.detailsEn")} · ${optional}`}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
      </fieldset>
      <fieldset className="c-fields">
        <legend>{t("product.when")}</legend>
        <p className="c-quiet">{t("product.whenNote")}</p>
        <div className="c-pair">
          <Form.Item name="previewDay" label={`${t("product.previewDay")} · ${optional}`}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="firstDay" label={`${t("product.firstDay")} · ${optional}`}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="lastDay" label={`${t("product.lastDay")} · ${optional}`}>
            <Input type="date" />
          </Form.Item>
        </div>
        <ChannelField />
      </fieldset>
    </>
  );
}

function ChannelField() {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("listChannels", { path: brand.path, query: { limit: 200 } });
  const options = [
    ...origins.map((one) => ({ value: `origin:${one}`, label: t(`product.origin.${one}`) })),
    ...(found.data?.items ?? []).map((one) => ({
      value: one.channelId, label: brand.named(one),
    })),
  ];
  return (
    <Form.Item name="channels" label={t("product.channels")} extra={t("product.channelsNote")}>
      <Select
        mode="multiple"
        options={options}
        placeholder={t("product.everyChannel")}
        showSearch={{ optionFilterProp: "label" }}
      />
    </Form.Item>
  );
}
