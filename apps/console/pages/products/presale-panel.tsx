import { Button, Form, Input, InputNumber, Popconfirm, Radio, Skeleton } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import type { PanelProps } from "./product-page.tsx";

type Found = Answer<"getPresale">;
type Presale = NonNullable<Found["presale"]>;

interface Typed {
  readonly by: "amount" | "share";
  readonly deposit?: number | null;
  readonly percent?: number | null;
  readonly worth?: number | null;
  readonly depositFirstDay: string;
  readonly depositLastDay: string;
  readonly balanceFirstDay: string;
  readonly balanceLastDay: string;
  readonly unpaidRule: Presale["unpaidRule"];
}

/** A product's presale: the deposit, the days of the balance, and the rule that is told before. */
export function PresalePanel({ product }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, productId: product.productId };
  const found = useAnswer("getPresale", { path });
  if (!found.data) return <Skeleton active />;
  const { presale } = found.data;
  return (
    <fieldset className="c-fields">
      <legend>{t("presale.title")}</legend>
      <p className="c-quiet">{t("presale.lead")}</p>
      <PresaleForm key={JSON.stringify(presale)} path={path} presale={presale} />
    </fieldset>
  );
}

interface FormProps {
  readonly path: { readonly brand: string; readonly productId: string };
  readonly presale: Presale | null;
}

function PresaleForm({ path, presale }: FormProps) {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const scale = 10 ** currencyDigits(currency);
  const save = useWrite("savePresale", { done: t("form.saved") });
  const end = useWrite("endPresale", { done: t("presale.ended") });
  const [form] = Form.useForm<Typed>();
  const by = Form.useWatch("by", form) ?? "amount";
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      initialValues={typedOf(presale, scale)}
      disabled={!brand.may("catalogue.write")}
      onFinish={(typed) => save.mutate({ path, body: bodyOf(typed, scale) })}
    >
      <Form.Item name="by" label={t("presale.depositBy")}>
        <Radio.Group
          options={(["amount", "share"] as const).map((value) => ({
            value, label: t(`presale.by.${value}`),
          }))}
        />
      </Form.Item>
      <div className="c-pair">
        {by === "share" ? (
          <Form.Item name="percent" label={t("presale.percent")} rules={[{ required: true }]}>
            <InputNumber min={1} max={99} precision={0} suffix="%" />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="deposit" label={t("presale.deposit")} rules={[{ required: true }]}>
              <AmountInput currency={currency} />
            </Form.Item>
            <Form.Item name="worth" label={t("presale.worth")} extra={t("presale.worthNote")}>
              <AmountInput currency={currency} />
            </Form.Item>
          </>
        )}
      </div>
      <Days />
      <Form.Item name="unpaidRule" label={t("presale.rule")} extra={t("presale.ruleNote")}>
        <Radio.Group
          vertical
          options={(["return", "keep"] as const).map((value) => ({
            value, label: t(`presale.rule.${value}`),
          }))}
        />
      </Form.Item>
      <div className="c-form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {presale ? t("form.save") : t("presale.start")}
        </Button>
        {presale ? (
          <Popconfirm title={t("presale.endSure")} onConfirm={() => end.mutate({ path })}>
            <Button danger loading={end.isPending}>{t("presale.end")}</Button>
          </Popconfirm>
        ) : null}
      </div>
    </Form>
  );
}

const days = [
  "depositFirstDay", "depositLastDay", "balanceFirstDay", "balanceLastDay",
] as const;

function Days() {
  const { t } = useText();
  return (
    <div className="c-pair">
      {days.map((name) => (
        <Form.Item key={name} name={name} label={t(`presale.${name}`)} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
      ))}
    </div>
  );
}

function typedOf(presale: Presale | null, scale: number): Partial<Typed> {
  if (!presale) return { by: "amount", unpaidRule: "return" };
  const { depositMinor, depositBps, worthMinor, ...more } = presale;
  return {
    ...more,
    by: depositBps === null ? "amount" : "share",
    deposit: depositMinor === null ? null : depositMinor / scale,
    percent: depositBps === null ? null : depositBps / 100,
    worth: worthMinor === null ? null : worthMinor / scale,
  };
}

function bodyOf(typed: Typed, scale: number): Presale {
  const { by, deposit, percent, worth, ...more } = typed;
  const minor = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? null : Math.round(amount * scale);
  return {
    ...more,
    depositMinor: by === "amount" ? minor(deposit) : null,
    depositBps: by === "share" ? Math.round((percent ?? 0) * 100) : null,
    worthMinor: by === "amount" ? minor(worth) : null,
  };
}
